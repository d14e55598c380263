// What Zabbix runs over values before it keeps them (JavaScript). Without the MIB it shows octets
// in hexadecimal where not all of them are printable ASCII.
#pragma once

#include <string>
#include <string_view>

namespace lineman::datamodel::zabbix {

// DateAndTime (RFC 2579), as octets or as the text that the MIB makes of them: seconds since the
// epoch, 0 for never.
inline constexpr std::string_view date_script = R"(var numbers = value.match(/^([0-9A-F]{2}\s*)+$/i)
    ? value.trim().split(/\s+/).map(function (octet) { return parseInt(octet, 16); })
    : null;
if (numbers) { numbers = [numbers[0] * 256 + numbers[1]].concat(numbers.slice(2)); }
else { numbers = value.match(/\d+/g).map(Number); }
if (numbers[0] === 0) { return 0; }
return Date.UTC(numbers[0], numbers[1] - 1, numbers[2], numbers[3], numbers[4], numbers[5]) / 1000;
)";

// Whatever is no UTF-8 beyond ASCII in hexadecimal stays as it is, so that a label "AB" does too.
inline constexpr std::string_view decode_function = R"(var decode = function (text) {
    var octets = text.trim().split(/\s+/);
    var hexadecimal = octets.every(function (octet) { return /^[0-9A-F]{2}$/i.test(octet); });
    if (!hexadecimal || octets.every(function (octet) { return parseInt(octet, 16) < 128; })) { return text; }
    try { return decodeURIComponent('%' + octets.join('%')); } catch (error) { return text; }
};
)";

// Of a text's item.
inline std::string text_script() {
  return std::string{decode_function} + "return decode(value);\n";
}

// Of a discovery, whose value is a JSON array of rows.
inline std::string discovery_script() {
  return std::string{decode_function} +
         R"(return JSON.stringify(JSON.parse(value).map(function (row) {
    Object.keys(row).forEach(function (macro) { row[macro] = decode(row[macro]); });
    return row;
}));
)";
}

}  // namespace lineman::datamodel::zabbix

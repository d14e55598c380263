#include "tests/tr069/session/acs_messages.hpp"

#include <vector>

namespace lineman::test {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

constexpr auto window =
    "<TimeWindowStruct><WindowStart>0</WindowStart><WindowEnd>60</WindowEnd>"
    "<WindowMode>1 At Any Time</WindowMode><UserMessage/><MaxRetries>0</MaxRetries>"
    "</TimeWindowStruct>";

Fields arguments_of(const std::string& name) {
  const Fields key{{"CommandKey", "k"}};
  const Fields place{{"CommandKey", "k"},
                     {"FileType", "3 Vendor Configuration File"},
                     {"URL", "http://files/a.cfg"},
                     {"Username", ""},
                     {"Password", ""}};
  const auto and_more = [](Fields fields, const Fields& more) {
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
  };
  const Fields file{{"FileSize", "0"}, {"TargetFileName", ""}};
  const Fields delay{{"DelaySeconds", "5"}};
  if (name == "Download") return and_more(place, and_more(file, delay));
  if (name == "Upload") return and_more(place, delay);
  if (name == "ScheduleDownload")
    return and_more(place, and_more(file, {{"TimeWindowList", window}}));
  if (name == "ScheduleInform") return and_more(delay, key);
  if (name == "CancelTransfer") return key;
  return {};
}

}  // namespace

std::string acs_envelope(const std::string& body, const AcsHeader& header) {
  std::string text = R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" )"
                     R"(xmlns:cwmp="urn:dslforum-org:cwmp-)" +
                     header.cwmp + R"("><soap:Header>)";
  if (header.id) text += R"(<cwmp:ID soap:mustUnderstand="1">)" + *header.id + "</cwmp:ID>";
  return text + header.more + "</soap:Header><soap:Body>" + body + "</soap:Body></soap:Envelope>";
}

std::string inform_response(const AcsHeader& header) {
  return acs_envelope("<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>",
                      header);
}

std::string acs_fault(unsigned code, const std::string& text, const AcsHeader& header) {
  return acs_envelope(
      "<soap:Fault><faultcode>Server</faultcode><faultstring>CWMP fault</faultstring><detail>"
      "<cwmp:Fault><FaultCode>" +
          std::to_string(code) + "</FaultCode><FaultString>" + text +
          "</FaultString></cwmp:Fault></detail></soap:Fault>",
      header);
}

std::string soap_fault(const std::string& code, const AcsHeader& header) {
  return acs_envelope("<soap:Fault><faultcode>soap:" + code +
                          "</faultcode><faultstring>no</faultstring></soap:Fault>",
                      header);
}

std::string acs_request(const std::string& name, const AcsHeader& header,
                        const std::string& without) {
  std::string text = "<cwmp:" + name + ">";
  for (const auto& [field, value] : arguments_of(name)) {
    if (field != without) text += "<" + field + ">" + value + "</" + field + ">";
  }
  return acs_envelope(text + "</cwmp:" + name + ">", header);
}

std::string acs_response(const std::string& name, const AcsHeader& header) {
  return acs_envelope("<cwmp:" + name + "/>", header);
}

}  // namespace lineman::test

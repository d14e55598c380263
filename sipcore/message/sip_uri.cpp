#include "sipcore/message/sip_uri.hpp"

#include <algorithm>

#include "datamodel/ascii.hpp"
#include "datamodel/text_rules.hpp"
#include "sipcore/message/request_text.hpp"

namespace lineman::sipcore {

namespace {

auto refused(std::string why) {
  return tl::unexpected<std::string>(std::move(why));
}

bool is_fit_for_a_line(char c) {
  constexpr std::string_view unfit = "\"<>\\^`{|}";
  return c > ' ' && c < 0x7F && unfit.find(c) == std::string_view::npos;
}

bool is_blank_or_control(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet <= ' ' || octet == 0x7F;
}

bool is_host_character(char c) {
  return datamodel::is_alphanumeric(c) || c == '-' || c == '.';
}

bool is_host(std::string_view host) {
  if (!host.starts_with('['))
    return !host.empty() && host.front() != '-' && host.front() != '.' &&
           std::ranges::all_of(host, is_host_character);
  if (!host.ends_with(']')) return false;
  const auto address = parse_ip(host.substr(1, host.size() - 2));
  return address && address->v6;
}

// "host" or "host:port" into `uri`; false where it is neither.
bool read_place(std::string_view place, SipUri& uri) {
  const auto bracket = place.rfind(']');
  const auto colon = place.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const auto host = place.substr(0, colon);
  if (!is_host(host)) return false;
  uri.host = host;
  if (colon == std::string_view::npos) return true;
  const auto digits = place.substr(colon + 1);
  uri.port = datamodel::whole_number<std::uint16_t>(digits).value_or(0);
  return uri.port != 0;
}

void read_parameters(std::string_view parameters, SipUri& uri) {
  while (!parameters.empty()) {
    const auto end = std::min(parameters.find(';'), parameters.size());
    const auto one = datamodel::lower_case(parameters.substr(0, end));
    if (one == "lr" || one.starts_with("lr=")) uri.loose = true;
    if (one.starts_with("transport=")) uri.transport = one.substr(10);
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
  }
}

}  // namespace

tl::expected<SipUri, std::string> parse_sip_uri(std::string_view text) {
  if (text.size() > longest_uri) return refused("the URI is too long");
  if (!std::ranges::all_of(text, is_fit_for_a_line))
    return refused("the URI has a character that none may have");
  const auto colon = text.find(':');
  const auto scheme = datamodel::lower_case(text.substr(0, colon));
  if (colon == std::string_view::npos || (scheme != "sip" && scheme != "sips"))
    return refused("the URI does not begin with \"sip:\"");
  SipUri uri{.secure = scheme == "sips"};
  auto rest = text.substr(colon + 1);
  // The user may have `;` and `?`, the rest has no `@` (RFC 3261, 25.1).
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
    const auto user = rest.substr(0, at);
    if (user.empty() || user.find('@') != std::string_view::npos)
      return refused("the URI has no good user before its \"@\"");
    uri.user = user.substr(0, user.find(':'));
    rest.remove_prefix(at + 1);
  }
  const auto end = std::min(rest.find_first_of(";?"), rest.size());
  if (!read_place(rest.substr(0, end), uri)) return refused("the URI has no good host and port");
  auto parameters = rest.substr(end);
  if (parameters.starts_with(';'))
    read_parameters(parameters.substr(1, parameters.find('?') - 1), uri);
  return uri;
}

std::string_view uri_within(std::string_view name_addr) {
  const auto open = name_addr.rfind('<');
  if (open == std::string_view::npos) return name_addr.substr(0, name_addr.find(';'));
  const auto inside = name_addr.substr(open + 1);
  return inside.substr(0, inside.find('>'));
}

std::optional<Target> literal_target(const SipUri& uri) {
  const auto host = uri.host.starts_with('[')
                        ? std::string_view(uri.host).substr(1, uri.host.size() - 2)
                        : std::string_view(uri.host);
  const auto address = parse_ip(host);
  if (!address) return std::nullopt;
  Target target{.address = *address, .port = uri.port};
  if (uri.secure || uri.transport == "tls") {
    target.protocol = Protocol::tls;
  } else if (uri.transport == "tcp") {
    target.protocol = Protocol::tcp;
  } else if (!uri.transport.empty() && uri.transport != "udp") {
    return std::nullopt;
  }
  if (target.port == 0) target.port = default_port(target.protocol);
  return target;
}

tl::expected<std::string, std::string> dialled_uri(std::string_view dialled,
                                                   std::string_view domain) {
  if (dialled.empty()) return refused("nothing was dialled");
  const bool is_user = dialled.find_first_of(":@") == std::string_view::npos;
  if (is_user && std::ranges::any_of(dialled, is_blank_or_control))
    return refused("a user has neither spaces nor control characters");
  const auto text =
      is_user ? "sip:" + escaped_user(dialled) + "@" + std::string(domain) : std::string(dialled);
  const auto uri = parse_sip_uri(text);
  if (!uri) return refused(uri.error());
  if (uri->secure) return refused(R"("sips:" cannot be called, only "sip:")");
  // Header fields within a URI would be ours to write, and are not (RFC 3261, 19.1.5).
  return text.substr(0, text.find('?', text.rfind('@') == std::string::npos ? 0 : text.rfind('@')));
}

}  // namespace lineman::sipcore

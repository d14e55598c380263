#include "sipcore/message/request_text.hpp"

namespace lineman::sipcore {

namespace {

constexpr std::string_view user_agent = "User-Agent: Lineman/" LINEMAN_VERSION "\r\n";

bool is_plain_in_user(char c) {
  // `unreserved` and `user-unreserved` of RFC 3261, 25.1.
  constexpr std::string_view marks = "-_.!~*'()&=+$,;?/";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

std::string address_of_record(const Identity& identity) {
  return "<sip:" + escaped_user(identity.user) + "@" + identity.domain + ">";
}

std::string contact_uri(const RegisterForm& form, const Target& local) {
  auto text = "<sip:" + escaped_user(form.identity.user) + "@" + to_string(local);
  if (local.protocol != Protocol::udp) (text += ";transport=") += parameter_name(local.protocol);
  (text += ";binding=") += form.binding;
  return text + ">";
}

std::string contact(const RegisterForm& form) {
  auto text = "Contact: " + contact_uri(form, form.local);
  text += ";expires=" + std::to_string(form.expires);
  if (!form.instance_id.empty()) {
    ((text += ";+sip.instance=\"<") += form.instance_id) += ">\"";
    text += ";reg-id=" + std::to_string(form.reg_id);
  }
  text += "\r\n";
  if (form.leaves) text += "Contact: " + contact_uri(form, *form.leaves) + ";expires=0\r\n";
  return text;
}

}  // namespace

std::string escaped_user(std::string_view user) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string text;
  for (const char c : user) {
    if (is_plain_in_user(c)) {
      text += c;
      continue;
    }
    const auto octet = static_cast<unsigned char>(c);
    text += '%';
    text += digits[octet >> 4U];
    text += digits[octet & 0xFU];
  }
  return text;
}

std::string display_name_text(std::string_view name) {
  if (name.empty()) return {};
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + "\" ";
}

std::string registrar_uri(const Identity& identity) {
  return "sip:" + identity.domain;
}

std::string register_text(const RegisterForm& form) {
  const auto record = address_of_record(form.identity);
  std::string text = "REGISTER " + registrar_uri(form.identity) + " SIP/2.0\r\n";
  text += "Via: SIP/2.0/" + std::string(via_name(form.local.protocol)) + " " +
          to_string(form.local) + ";rport;branch=" + std::string(form.branch) + "\r\n";
  text += "Max-Forwards: 70\r\n";
  text += "From: " + display_name_text(form.identity.display_name) + record +
          ";tag=" + std::string(form.from_tag) + "\r\n";
  text += "To: " + record + "\r\n";
  text += "Call-ID: " + std::string(form.call_id) + "\r\n";
  text += "CSeq: " + std::to_string(form.cseq) + " REGISTER\r\n";
  if (!form.route.empty()) text += "Route: <" + std::string(form.route) + ">\r\n";
  text += contact(form);
  text += "Expires: " + std::to_string(form.expires) + "\r\n";
  text += form.authorization;
  text += user_agent;
  return text + "Content-Length: 0\r\n\r\n";
}

std::string answer_text(const Request& request, unsigned status, std::string_view reason,
                        std::string_view to_tag, std::string_view headers) {
  std::string text = "SIP/2.0 " + std::to_string(status) + " " + std::string(reason) + "\r\n";
  text += request.vias;
  text += "From: " + request.from + "\r\n";
  text += "To: " + request.to;
  if (!request.to_has_tag) text += ";tag=" + std::string(to_tag);
  text += "\r\nCall-ID: " + request.call_id + "\r\n";
  text += "CSeq: " + std::to_string(request.cseq) + " " + request.method + "\r\n";
  text += headers;
  text += user_agent;
  return text + "Content-Length: 0\r\n\r\n";
}

}  // namespace lineman::sipcore

#include "sipcore/message/request_text.hpp"

#include "sipcore/message/message_text.hpp"

namespace lineman::sipcore {

namespace {

bool is_plain_in_user(char c) {
  // `unreserved` and `user-unreserved` of RFC 3261, 25.1.
  constexpr std::string_view marks = "-_.!~*'()&=+$,;?/";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

std::string contact_uri(const RegisterForm& form, const Target& local) {
  auto text = "<sip:" + escaped_user(form.identity.user) + "@" + to_string(local);
  if (local.protocol != Protocol::udp) (text += ";transport=") += parameter_name(local.protocol);
  (text += ";binding=") += form.binding;
  return text + ">";
}

std::string contact(const RegisterForm& form) {
  auto text = "Contact: " + contact_uri(form, form.contact);
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

std::string address_of_record(const Identity& identity) {
  return "sip:" + escaped_user(identity.user) + "@" + identity.domain;
}

std::string name_addr(const Identity& identity) {
  return display_name_text(identity.display_name) + "<" + address_of_record(identity) + ">";
}

std::string register_text(const RegisterForm& form) {
  std::vector<std::string> routes;
  if (!form.route.empty()) routes.push_back("<" + std::string(form.route) + ">");
  auto headers = contact(form);
  headers += "Expires: " + std::to_string(form.expires) + "\r\n";
  return request_text({.method = "REGISTER",
                       .uri = registrar_uri(form.identity),
                       .local = form.local,
                       .branch = std::string(form.branch),
                       .from = name_addr(form.identity),
                       .from_tag = std::string(form.from_tag),
                       .to = "<" + address_of_record(form.identity) + ">",
                       .call_id = std::string(form.call_id),
                       .cseq = form.cseq,
                       .routes = std::move(routes),
                       .headers = std::move(headers),
                       .authorization = std::string(form.authorization)});
}

}  // namespace lineman::sipcore

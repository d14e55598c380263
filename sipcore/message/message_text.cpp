#include "sipcore/message/message_text.hpp"

#include <algorithm>
#include <array>

#include "sipcore/message/token.hpp"

namespace lineman::sipcore {

namespace {

constexpr std::string_view user_agent = "User-Agent: Lineman/" LINEMAN_VERSION "\r\n";

std::string body_text(const Body& body) {
  std::string text;
  if (!body.text.empty()) text += "Content-Type: " + body.type + "\r\n";
  return text + "Content-Length: " + std::to_string(body.text.size()) + "\r\n\r\n" + body.text;
}

// Vias, the topmost one with `received`, and with a value for rport where it asks for it.
std::string vias_of(const Request& request, const Target& from) {
  auto vias = request.vias;
  auto end = std::min(vias.find("\r\n"), vias.size());
  if (request.has_rport) {
    auto at = vias.find(";rport");
    if (at == std::string::npos || at > end) return vias;
    at += 6;
    const auto next = std::min(vias.find_first_of(";,\r", at), end);
    vias.replace(at, next - at, "=" + std::to_string(from.port));
    end = vias.find("\r\n");
  }
  const auto host = host_text(from.address);
  const bool differs = request.via_host != host && "[" + request.via_host + "]" != host;
  if (differs || request.has_rport) vias.insert(end, ";received=" + to_string(from.address));
  return vias;
}

}  // namespace

std::string request_text(const RequestForm& form) {
  std::string text = form.method + " " + form.uri + " SIP/2.0\r\n";
  text += "Via: SIP/2.0/" + std::string(via_name(form.local.protocol)) + " " +
          to_string(form.local) + ";rport;branch=" + form.branch + "\r\n";
  text += "Max-Forwards: 70\r\n";
  text += "From: " + form.from + ";tag=" + form.from_tag + "\r\n";
  text += "To: " + form.to + "\r\n";
  text += "Call-ID: " + form.call_id + "\r\n";
  text += "CSeq: " + std::to_string(form.cseq) + " " + form.method + "\r\n";
  for (const auto& route : form.routes) text += "Route: " + route + "\r\n";
  text += form.headers;
  text += form.authorization;
  text += user_agent;
  return text + body_text(form.body);
}

std::string new_branch() {
  return "z9hG4bK" + random_token(12);
}

std::string contact_line(std::string_view user, const Target& local) {
  auto text = "Contact: <sip:" + std::string(user) + "@" + to_string(local);
  if (local.protocol != Protocol::udp) (text += ";transport=") += parameter_name(local.protocol);
  return text + ">\r\n";
}

std::string answer_text(const Request& request, const Target& from, const AnswerForm& form) {
  std::string text = "SIP/2.0 " + std::to_string(form.status) + " " +
                     std::string(reason_phrase(form.status)) + "\r\n";
  text += vias_of(request, from);
  text += "From: " + request.from + "\r\n";
  text += "To: " + request.to;
  if (request.to_tag.empty() && form.status > 100) text += ";tag=" + form.to_tag;
  text += "\r\nCall-ID: " + request.call_id + "\r\n";
  text += "CSeq: " + std::to_string(request.cseq) + " " + request.method + "\r\n";
  text += form.headers;
  text += user_agent;
  return text + body_text(form.body);
}

Target answer_target(const Request& request, const Target& from) {
  auto target = from;
  if (from.protocol != Protocol::udp || request.has_rport) return target;
  target.port = request.via_port == 0 ? default_sip_port : request.via_port;
  return target;
}

std::string_view reason_phrase(unsigned status) {
  struct Row {
    unsigned status;
    std::string_view phrase;
  };
  static constexpr std::array rows = {
      Row{100, "Trying"},
      Row{180, "Ringing"},
      Row{200, "OK"},
      Row{400, "Bad Request"},
      Row{403, "Forbidden"},
      Row{404, "Not Found"},
      Row{405, "Method Not Allowed"},
      Row{415, "Unsupported Media Type"},
      Row{416, "Unsupported URI Scheme"},
      Row{420, "Bad Extension"},
      Row{480, "Temporarily Unavailable"},
      Row{481, "Call/Transaction Does Not Exist"},
      Row{482, "Loop Detected"},
      Row{486, "Busy Here"},
      Row{487, "Request Terminated"},
      Row{488, "Not Acceptable Here"},
      Row{489, "Bad Event"},
      Row{491, "Request Pending"},
      Row{500, "Server Internal Error"},
      Row{501, "Not Implemented"},
      Row{503, "Service Unavailable"},
  };
  const auto found = std::ranges::find(rows, status, &Row::status);
  return found == rows.end() ? "Unknown" : found->phrase;
}

}  // namespace lineman::sipcore

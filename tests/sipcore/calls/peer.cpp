#include "tests/sipcore/calls/peer.hpp"

namespace lineman::test {

using namespace lineman::sipcore;

namespace {

std::string value_of(const Keys& keys, const std::string& name, const std::string& otherwise) {
  const auto found = keys.find(name);
  return found == keys.end() ? otherwise : found->second;
}

std::string tag_of(const std::string& field) {
  const auto at = field.find(";tag=");
  return at == std::string::npos ? "" : field.substr(at + 5, field.find(';', at + 5) - at - 5);
}

}  // namespace

std::string offer_of_audio() {
  return "v=0\r\no=- 1 1 IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\n"
         "m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"
         "m=video 4002 RTP/AVP 34\r\n";
}

std::string Peer::request(const Target& from, const std::string& method, const Keys& keys,
                          const std::string& fields) {
  const bool within = keys.contains("within");
  if (!within && !keys.contains("to-tag") && method != "CANCEL" && method != "ACK") {
    call_ = "in";
    tag_ = "caller";
  }
  call_ = value_of(keys, "call", call_);
  tag_ = value_of(keys, "from-tag", tag_);
  const bool is_of_invite = method == "ACK" || method == "CANCEL";
  if (!is_of_invite) ++cseq_;
  if (keys.contains("cseq")) cseq_ = static_cast<unsigned>(std::stoul(keys.at("cseq")));
  // An ACK for anything but a 2xx, and a CANCEL, have the branch of their INVITE.
  if (!is_of_invite || within) ++branch_;
  const auto branch = value_of(keys, "branch", "z9hG4bKin" + std::to_string(branch_));
  const auto uri =
      value_of(keys, "scheme", "sip") + ":" + value_of(keys, "user", "1001") + "@192.0.2.5:5060";
  const auto to_tag = value_of(keys, "to-tag", within ? our_tag_ : "");
  std::string text = method + " " + uri + " SIP/2.0\r\n";
  text += "Via: SIP/2.0/" + std::string(via_name(from.protocol)) + " " + to_string(from) +
          ";rport;branch=" + branch + "\r\n";
  text += "Max-Forwards: 70\r\nFrom: \"Peer\" <sip:peer@sip.test>;tag=" + tag_ + "\r\n";
  text += "To: <sip:1001@sip.test>" + (to_tag.empty() ? "" : ";tag=" + to_tag) + "\r\n";
  text += "Call-ID: " + call_ + "\r\nCSeq: " + std::to_string(cseq_) + " " + method + "\r\n";
  if (method == "INVITE" || method == "NOTIFY") {
    if (fields.find("Contact:") == std::string::npos)
      text += "Contact: <sip:peer@198.51.100.7:5062>\r\n";
  }
  auto body = value_of(keys, "body", "");
  if (keys.contains("sdp")) {
    text += "Content-Type: application/sdp\r\n";
    body = offer_of_audio();
  }
  text += fields;
  return text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void Peer::be_called_by(std::string_view invite, const std::string& tag) {
  call_ = field(invite, "Call-ID");
  our_tag_ = tag_of(field(invite, "From"));
  tag_ = tag;
  cseq_ = 100;
}

void Peer::heard(std::string_view answer) {
  const auto tag = tag_of(field(answer, "To"));
  if (!tag.empty() && field(answer, "Call-ID") == call_) our_tag_ = tag;
}

}  // namespace lineman::test

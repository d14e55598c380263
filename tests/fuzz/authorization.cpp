// Whatever stands in the header field Authorization of a connection request: what is read of it is
// read alike when it is written anew, and who is let in knows the password and comes once.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/digest.hpp"
#include "datamodel/ascii.hpp"
#include "tests/fuzz/demands.hpp"
#include "tests/support/fake_clock.hpp"
#include "tr069/connection_request/authenticator.hpp"
#include "tr069/connection_request/authorization.hpp"

namespace lineman::cwmp {
namespace {

using lineman::test::demand;

constexpr std::string_view target = "/path";
const RequestCredentials credentials{.username = "acs", .password = "Circle of Death"};

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string written(const Authorization& said) {
  std::string text = "Digest username=" + quoted(said.username) + ", realm=" + quoted(said.realm) +
                     ", nonce=" + quoted(said.nonce) + ", uri=" + quoted(said.uri) +
                     ", response=" + quoted(said.response) + ", cnonce=" + quoted(said.cnonce) +
                     ", nc=" + quoted(said.nonce_count);
  if (said.algorithm) text += ", algorithm=" + quoted(*said.algorithm);
  if (said.qop) text += ", qop=" + quoted(*said.qop);
  return text;
}

bool same(const Authorization& a, const Authorization& b) {
  return a.username == b.username && a.realm == b.realm && a.nonce == b.nonce && a.uri == b.uri &&
         a.response == b.response && a.cnonce == b.cnonce && a.nonce_count == b.nonce_count &&
         a.algorithm == b.algorithm && a.qop == b.qop;
}

void demand_read_alike(const Authorization& said) {
  const auto text = written(said);
  if (text.size() > maximum_authorization) return;  // escapes take room
  const auto again = parse_authorization(text);
  demand(again && same(*again, said), "what was read is read otherwise when it is written anew\n");
}

daemon::DigestAlgorithm algorithm_of(const Authorization& said) {
  const auto name = said.algorithm.value_or("MD5");
  if (datamodel::same_word(name, "SHA-256")) return daemon::DigestAlgorithm::sha256;
  if (datamodel::same_word(name, "MD5-sess")) return daemon::DigestAlgorithm::md5_sess;
  return daemon::DigestAlgorithm::md5;
}

// By hand, from what was said.
std::string right_response(const Authorization& said) {
  return daemon::digest_response({.algorithm = algorithm_of(said),
                                  .user = credentials.username,
                                  .realm = request_realm,
                                  .password = credentials.password,
                                  .method = "GET",
                                  .uri = said.uri,
                                  .nonce = said.nonce,
                                  .cnonce = said.cnonce,
                                  .qop_auth = said.qop.has_value(),
                                  .nonce_count = said.nonce_count});
}

// With a nonce that anybody can know: each one is 32 times the digits 6e.
class Door {
 public:
  Door() { authenticator_.challenges(false); }

  Admission come(const std::string& field) {
    return authenticator_.admit("GET", target, field, credentials);
  }

 private:
  lineman::test::FakeClock clock_;
  Authenticator authenticator_{clock_, [](std::size_t count) { return std::string(count, 'n'); }};
};

void demand_right_admission(const std::string& field, const std::optional<Authorization>& said) {
  Door door;
  if (door.come(field) != Admission::admitted) return;
  demand(said && said->response == right_response(*said), "somebody without the password got in\n");
  demand(said->username == credentials.username, "somebody else got in\n");
  demand(door.come(field) == Admission::challenge_stale, "a replay got in\n");
}

// The same with the response that belongs to it: what a client can do that knows the password.
void demand_that_password_helps_once(Authorization said) {
  said.response = right_response(said);
  const auto field = written(said);
  demand_right_admission(field, parse_authorization(field));
}

}  // namespace
}  // namespace lineman::cwmp

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::cwmp;
  const std::string field(data, data + size);
  const auto said = parse_authorization(field);
  demand_right_admission(field, said);
  if (!said) return 0;
  demand_read_alike(*said);
  demand_that_password_helps_once(*said);
  return 0;
}

#include "tr069/transport/challenge.hpp"

#include <algorithm>

#include "datamodel/ascii.hpp"
#include "tr069/transport/last_answer.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::lower_case;

bool is_digest_with_auth_int_alone(CURL* easy) {
  curl_header* field = nullptr;
  bool found = false;
  for (std::size_t i = 0;
       curl_easy_header(easy, "WWW-Authenticate", i, CURLH_HEADER, -1, &field) == CURLHE_OK; ++i) {
    if (!lower_case(field->value).starts_with("digest")) continue;
    if (!wants_auth_int_alone(field->value)) return false;
    found = true;
  }
  return found;
}

}  // namespace

bool wants_auth_int_alone(std::string_view challenge) {
  const std::string text = lower_case(challenge);
  const auto qop = text.find("qop=");
  if (qop == std::string::npos) return false;
  const std::string begun = text.substr(qop + 4);
  const std::string words = begun.starts_with('"') ? begun.substr(1, begun.find('"', 1) - 1)
                                                   : begun.substr(0, begun.find(','));
  bool has_auth_int = false;
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.find_first_of(", \t", at), words.size());
    const auto word = words.substr(at, end - at);
    if (word == "auth") return false;
    has_auth_int = has_auth_int || word == "auth-int";
    at = end + 1;
  }
  return has_auth_int;
}

std::string why_unanswered(CURL* easy, unsigned long permitted) {
  if (schemes_asked(easy) == CURLAUTH_BASIC && (permitted & CURLAUTH_BASIC) == 0) {
    return "the ACS asks for Basic authentication, which goes over https only";
  }
  if (is_digest_with_auth_int_alone(easy)) {
    return "the ACS asks for Digest authentication with qop auth-int alone, which we do not have";
  }
  return {};
}

}  // namespace lineman::cwmp

#include "tr069/connection_request/authenticator.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "daemon/digest.hpp"
#include "daemon/hexadecimal.hpp"
#include "datamodel/ascii.hpp"
#include "tr069/connection_request/authorization.hpp"
#include "tr069/connection_request/constant_time.hpp"
#include "tr069/connection_request/request_target.hpp"
#include "tr069/connection_request/words.hpp"

namespace lineman::cwmp {
namespace {

using daemon::DigestAlgorithm;

constexpr std::size_t nonce_octets = 16;
// What a nonce without qop is spent with: the last count there is.
constexpr std::uint32_t without_count = std::numeric_limits<std::uint32_t>::max();

struct AlgorithmName {
  DigestAlgorithm algorithm;
  std::string_view name;
};
constexpr std::array algorithms = {AlgorithmName{DigestAlgorithm::sha256, "SHA-256"},
                                   AlgorithmName{DigestAlgorithm::md5_sess, "MD5-sess"},
                                   AlgorithmName{DigestAlgorithm::md5, "MD5"}};

std::optional<DigestAlgorithm> algorithm_of(const Authorization& authorization) {
  if (!authorization.algorithm) return DigestAlgorithm::md5;
  for (const auto& known : algorithms) {
    if (datamodel::same_word(*authorization.algorithm, known.name)) return known.algorithm;
  }
  return std::nullopt;
}

// Eight hexadecimal digits (RFC 7616, 3.4). Without qop there is no count: the nonce is spent.
std::optional<std::uint32_t> count_of(const Authorization& authorization) {
  if (!authorization.qop) return without_count;
  const auto& text = authorization.nonce_count;
  if (text.size() != 8) return std::nullopt;
  return datamodel::whole_number<std::uint32_t>(text, 16);
}

// What can be seen without the secrets.
bool is_well_formed(const Authorization& authorization, std::string_view target,
                    DigestAlgorithm algorithm) {
  if (authorization.realm != request_realm) return false;
  if (resource_of(authorization.uri) != resource_of(target)) return false;
  if (!authorization.qop) return algorithm == DigestAlgorithm::md5;
  return *authorization.qop == "auth" && !authorization.cnonce.empty();
}

bool knows_the_password(const Authorization& authorization, std::string_view method,
                        DigestAlgorithm algorithm, const RequestCredentials& credentials) {
  if (credentials.username.empty() || credentials.password.empty()) return false;
  const auto right = daemon::digest_response({.algorithm = algorithm,
                                              .user = credentials.username,
                                              .realm = request_realm,
                                              .password = credentials.password,
                                              .method = method,
                                              .uri = authorization.uri,
                                              .nonce = authorization.nonce,
                                              .cnonce = authorization.cnonce,
                                              .qop_auth = authorization.qop.has_value(),
                                              .nonce_count = authorization.nonce_count});
  const bool same_user = equal_in_constant_time(authorization.username, credentials.username);
  const bool same_response = equal_in_constant_time(authorization.response, right);
  return !right.empty() && same_user && same_response;
}

}  // namespace

Authenticator::Authenticator(Clock& clock, std::function<std::string(std::size_t)> random_octets)
    : clock_{clock}, random_octets_{std::move(random_octets)} {}

void Authenticator::forget_old_nonces() {
  const auto now = clock_.now();
  std::erase_if(nonces_, [now](const Nonce& nonce) { return nonce.until <= now; });
}

// False where the nonce is none of ours, too old, or has had this count or a higher one; without
// counts, where it was used at all.
bool Authenticator::spend(std::string_view nonce, std::uint32_t nc) {
  forget_old_nonces();
  const auto found = std::ranges::find(nonces_, nonce, &Nonce::text);
  if (found == nonces_.end() || nc <= found->last_nc) return false;
  if (nc == without_count && found->last_nc != 0) return false;
  found->last_nc = nc;
  return true;
}

Admission Authenticator::admit(std::string_view method, std::string_view uri,
                               std::string_view authorization,
                               const RequestCredentials& credentials) {
  const auto said = parse_authorization(authorization);
  if (!said) return Admission::challenge;
  const auto algorithm = algorithm_of(*said);
  const auto nc = count_of(*said);
  if (!algorithm || !nc || !is_well_formed(*said, uri, *algorithm)) return Admission::challenge;
  if (!knows_the_password(*said, method, *algorithm, credentials)) return Admission::challenge;
  return spend(said->nonce, *nc) ? Admission::admitted : Admission::challenge_stale;
}

std::vector<std::string> Authenticator::challenges(bool stale) {
  forget_old_nonces();
  if (nonces_.size() >= maximum_nonces) nonces_.erase(nonces_.begin());
  const auto nonce = daemon::hexadecimal(random_octets_(nonce_octets));
  nonces_.push_back({.text = nonce, .until = clock_.now() + nonce_lifetime});
  std::vector<std::string> values;
  for (const auto& known : algorithms) {
    std::string value = "Digest realm=\"";
    value.append(request_realm).append("\", nonce=\"").append(nonce);
    value.append(R"(", qop="auth", algorithm=)").append(known.name);
    if (stale) value += ", stale=true";
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace lineman::cwmp

#include "sipcore/message/osip_challenges.hpp"

#include "datamodel/ascii.hpp"
#include "sipcore/message/sip_message.hpp"

namespace lineman::sipcore::osip {

namespace {

std::optional<DigestAlgorithm> algorithm_of(std::string_view text) {
  if (text.empty() || datamodel::same_word(text, "MD5")) return DigestAlgorithm::md5;
  if (datamodel::same_word(text, "MD5-sess")) return DigestAlgorithm::md5_sess;
  if (datamodel::same_word(text, "SHA-256")) return DigestAlgorithm::sha256;
  return std::nullopt;
}

bool offers_auth(std::string_view options) {
  while (!options.empty()) {
    const auto comma = options.find(',');
    auto option = options.substr(0, comma);
    while (option.starts_with(' ')) option.remove_prefix(1);
    while (option.ends_with(' ')) option.remove_suffix(1);
    if (datamodel::same_word(option, "auth")) return true;
    if (comma == std::string_view::npos) break;
    options.remove_prefix(comma + 1);
  }
  return false;
}

void add_challenges(const osip_list_t& list, bool proxy, std::vector<Challenge>& challenges) {
  for (int i = 0; i < osip_list_size(&list) && challenges.size() < most_challenges; ++i) {
    const auto* field = element<osip_www_authenticate_t>(list, i);
    if (!datamodel::same_word(text_of(field->auth_type), "Digest")) continue;
    Challenge challenge;
    challenge.proxy = proxy;
    challenge.realm = unquoted(field->realm);
    challenge.nonce = unquoted(field->nonce);
    challenge.opaque = unquoted(field->opaque);
    challenge.algorithm_text = unquoted(field->algorithm);
    challenge.algorithm = algorithm_of(challenge.algorithm_text);
    challenge.qop_given = field->qop_options != nullptr;
    challenge.qop_auth = offers_auth(unquoted(field->qop_options));
    challenge.stale = datamodel::same_word(unquoted(field->stale), "true");
    challenges.push_back(std::move(challenge));
  }
}

}  // namespace

std::vector<Challenge> challenges_of(const osip_message_t& message) {
  std::vector<Challenge> challenges;
  add_challenges(message.www_authenticates, false, challenges);
  add_challenges(message.proxy_authenticates, true, challenges);
  return challenges;
}

}  // namespace lineman::sipcore::osip

#include "sipcore/message/authenticator.hpp"

#include <algorithm>

#include "sipcore/message/token.hpp"

namespace lineman::sipcore {

void Authenticator::set(Credentials credentials) {
  if (credentials == credentials_) return;
  credentials_ = std::move(credentials);
  realms_.clear();
}

void Authenticator::begin_attempt() {
  for (auto& realm : realms_) realm.answers = 0;
  answers_ = 0;
}

Authenticator::Realm* Authenticator::find(const Challenge& challenge) {
  const auto same = [&](const Realm& realm) {
    return realm.challenge.proxy == challenge.proxy && realm.challenge.realm == challenge.realm;
  };
  const auto found = std::ranges::find_if(realms_, same);
  return found == realms_.end() ? nullptr : &*found;
}

bool Authenticator::accept_one(const Challenge& challenge) {
  auto* realm = find(challenge);
  if (realm == nullptr) {
    if (realms_.size() == most_realms) realms_.erase(realms_.begin());
    realm = &realms_.emplace_back();
  }
  if (realm->answers > 0 && (!challenge.stale || realm->answers > 1)) {
    why_ = "user name or password refused";
    return false;
  }
  // The count goes on where a server gives the same nonce again (RFC 7616, 3.4).
  if (realm->challenge.nonce != challenge.nonce) {
    realm->used = 0;
    realm->cnonce = random_token(8);
  }
  realm->challenge = challenge;
  ++realm->answers;
  return true;
}

bool Authenticator::accept(const Response& response) {
  if (++answers_ > most_answers_in_an_attempt) {
    why_ = "challenged without end";
    return false;
  }
  // Where one realm is challenged with several algorithms, the server's first that we speak counts
  // (RFC 8760, 2.3).
  std::vector<Challenge> chosen;
  for (const auto& challenge : response.challenges) {
    const auto same = [&](const Challenge& other) {
      return other.proxy == challenge.proxy && other.realm == challenge.realm;
    };
    if (answerable(challenge) && std::ranges::none_of(chosen, same)) chosen.push_back(challenge);
  }
  if (chosen.empty()) {
    why_ = response.challenges.empty() ? "challenged without a digest challenge"
                                       : "challenged in a way that is not spoken";
    return false;
  }
  return std::ranges::all_of(chosen,
                             [this](const Challenge& challenge) { return accept_one(challenge); });
}

std::string Authenticator::lines(std::string_view method, std::string_view uri) {
  std::string lines;
  for (auto& realm : realms_) {
    lines += authorization_line({.challenge = realm.challenge,
                                 .credentials = credentials_,
                                 .method = method,
                                 .uri = uri,
                                 .cnonce = realm.cnonce,
                                 .nonce_count = ++realm.used});
  }
  return lines;
}

}  // namespace lineman::sipcore

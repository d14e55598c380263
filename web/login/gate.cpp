#include "web/login/gate.hpp"

#include <openssl/crypto.h>

#include "daemon/log.hpp"
#include "web/login/password_hash.hpp"

namespace lineman::web {
namespace {

using Kind = Admission::Kind;

// People type passwords where a name belongs: only a name that somebody has is written down.
std::string shown(const Users& users, const std::string& name) {
  return users.find(name) != nullptr ? name : "(nobody's name)";
}

}  // namespace

struct Gate::Asked {
  std::string name{};
  std::string password{};
  std::string address{};
  std::string hash{};
  Answer answer{};
  bool known = false;
  bool matches = false;
};

Gate::Gate(boost::asio::io_context& loop, Clock& clock, Users users)
    : clock_{clock}, users_{std::move(users)}, worker_{loop} {}

void Gate::ask(const std::string& name, std::string password, const std::string& address,
               Answer answer) {
  if (in_line_ >= most_in_line) return answer({.kind = Kind::busy});
  const auto party = party_of(address);
  if (const auto wait = attempts_.wait(party, name, clock_.now()))
    return answer({.kind = Kind::too_soon, .wait = *wait});
  attempts_.begin(party, name, clock_.now());
  const auto* const user = users_.find(name);
  look(std::make_shared<Asked>(Asked{.name = name,
                                     .password = std::move(password),
                                     .address = address,
                                     .hash = user != nullptr ? user->hash : users_.stand_in(),
                                     .answer = std::move(answer),
                                     .known = user != nullptr}));
}

void Gate::look(const std::shared_ptr<Asked>& asked) {
  ++in_line_;
  worker_.run(
      [asked] {
        asked->matches = matches(asked->password, asked->hash);
        OPENSSL_cleanse(asked->password.data(), asked->password.size());
      },
      [this, asked] {
        --in_line_;
        looked(*asked);
      });
}

void Gate::looked(const Asked& asked) {
  const auto* const user = users_.find(asked.name);
  if (asked.known && asked.matches && user != nullptr && user->hash == asked.hash) {
    attempts_.succeeded(party_of(asked.address), asked.name);
    log::info(log::Event::web_login, "a user logged in to the page",
              {{"LINEMAN_USER", asked.name}, {"LINEMAN_SOURCE", asked.address}});
    return asked.answer({.kind = Kind::admitted, .user = *user});
  }
  tell_of_failure(asked);
  asked.answer({.kind = Kind::wrong});
}

void Gate::tell_of_failure(const Asked& asked) const {
  const auto name = shown(users_, asked.name);
  log::warning(log::Event::web_login_failed, "a login failed",
               {{"LINEMAN_USER", name}, {"LINEMAN_SOURCE", asked.address}});
  const auto wait = attempts_.wait(party_of(asked.address), asked.name, clock_.now());
  if (!wait) return;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
  log::warning(log::Event::web_login_held_up, "after wrong passwords further logins have to wait",
               {{"LINEMAN_USER", name},
                {"LINEMAN_SOURCE", asked.address},
                {"LINEMAN_SECONDS", std::to_string(seconds)}});
}

}  // namespace lineman::web

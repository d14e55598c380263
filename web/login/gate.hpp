// Whether a name and a password let somebody in: users, attempts and the thread that computes.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "daemon/clock.hpp"
#include "daemon/worker.hpp"
#include "web/login/attempts.hpp"
#include "web/login/users.hpp"

namespace lineman::web {

// How one attempt ended.
struct Admission {
  enum class Kind : std::uint8_t {
    admitted,
    wrong,     // the name or the password; which of them stays open
    too_soon,  // not looked at: `wait` has to pass first
    busy,      // not looked at: too many are being looked at
  };
  Kind kind = Kind::wrong;
  User user{};      // who was admitted
  Duration wait{};  // of too_soon
};

// One thread: the loop's, which outlives it, as does `clock`. A password is computed beside the
// loop, one at a time.
class Gate {
 public:
  static constexpr std::size_t most_in_line = 8;

  Gate(boost::asio::io_context& loop, Clock& clock, Users users);

  using Answer = std::function<void(const Admission&)>;
  // `address` without a port. The answer comes from the loop, or from within the call where nothing
  // is computed; not after the gate is gone. `password` is overwritten once it was looked at.
  void ask(const std::string& name, std::string password, const std::string& address,
           Answer answer);

  // Who is looked at now counts by the users from before, and is admitted only if the new ones are
  // the same.
  void take(Users users) { users_ = std::move(users); }
  const Users& users() const { return users_; }

 private:
  struct Asked;

  void look(const std::shared_ptr<Asked>& asked);
  void looked(const Asked& asked);
  void tell_of_failure(const Asked& asked) const;

  Clock& clock_;
  Users users_;
  Attempts attempts_{};
  std::size_t in_line_ = 0;
  daemon::Worker worker_;  // ends first
};

}  // namespace lineman::web

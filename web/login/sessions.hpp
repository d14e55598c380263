// Who is logged in.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/clock.hpp"
#include "web/login/users.hpp"

namespace lineman::web {

using SessionNumber = std::uint64_t;

struct Session {
  SessionNumber number = 0;  // never used twice
  User user{};
  TimePoint began{};
  TimePoint last{};  // when something was asked
};

// A session has an id that only the browser knows; of it only a hash is kept. It ends when nothing
// was asked for longest_idle, longest_session after it began, when its user logs out or is no user
// any more, or when there are too many: then the one where nothing was asked for longest goes, of
// the same user first. One thread; `clock` outlives it.
class Sessions {
 public:
  static constexpr std::chrono::minutes longest_idle{15};
  static constexpr std::chrono::hours longest_session{12};
  static constexpr std::size_t most_sessions = 32;
  static constexpr std::size_t most_sessions_of_user = 8;

  // `ended` is called for each session when it ends, and must not call back.
  Sessions(Clock& clock, std::function<void(SessionNumber)> ended);

  // A new one; its id, 64 hexadecimal digits of 256 random bits.
  std::string begin(const User& user);
  // Nothing where there is no such session. Good until a session ends.
  const Session* find(std::string_view id) const;
  // Something was asked in it.
  void touch(SessionNumber number);
  void end(SessionNumber number);
  // Ends those of users who are gone, have another password, or may something else.
  void keep(const Users& users);

  // Until it ends where nothing is asked.
  std::chrono::seconds left(const Session& session) const;
  std::size_t size() const { return sessions_.size(); }

 private:
  using Table = std::map<std::string, Session>;  // by the hash of the id

  TimePoint end_of(const Session& session) const;
  void end_where(const std::function<bool(const Session&)>& ends);
  void make_room(const std::string& user);
  void end_quietest(const std::function<bool(const Session&)>& among);
  void wait_for_next_end();

  Clock& clock_;
  std::function<void(SessionNumber)> ended_;
  Table sessions_{};
  SessionNumber last_number_ = 0;
  std::unique_ptr<Timer> timer_{};
};

}  // namespace lineman::web

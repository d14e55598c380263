#include "web/login/sessions.hpp"

#include <algorithm>

#include "daemon/hexadecimal.hpp"
#include "datamodel/sha256.hpp"
#include "web/login/random.hpp"

namespace lineman::web {
namespace {

constexpr std::size_t octets_of_id = 32;

std::string new_id() {
  const auto octets = random_octets<octets_of_id>();
  return daemon::hexadecimal({reinterpret_cast<const char*>(octets.data()), octets.size()});
}

}  // namespace

Sessions::Sessions(Clock& clock, std::function<void(SessionNumber)> ended)
    : clock_{clock}, ended_{std::move(ended)} {}

std::string Sessions::begin(const User& user) {
  make_room(user.name);
  auto id = new_id();
  const auto now = clock_.now();
  sessions_[datamodel::sha256_of(id)] = {
      .number = ++last_number_, .user = user, .began = now, .last = now};
  wait_for_next_end();
  return id;
}

const Session* Sessions::find(std::string_view id) const {
  if (id.empty()) return nullptr;
  const auto found = sessions_.find(datamodel::sha256_of(id));
  return found == sessions_.end() || end_of(found->second) <= clock_.now() ? nullptr
                                                                           : &found->second;
}

void Sessions::touch(SessionNumber number) {
  for (auto& [hash, session] : sessions_) {
    if (session.number == number) session.last = clock_.now();
  }
}

void Sessions::end(SessionNumber number) {
  end_where([&](const Session& session) { return session.number == number; });
}

void Sessions::keep(const Users& users) {
  end_where([&](const Session& session) {
    const auto* const user = users.find(session.user.name);
    return user == nullptr || *user != session.user;
  });
}

std::chrono::seconds Sessions::left(const Session& session) const {
  return std::chrono::ceil<std::chrono::seconds>(end_of(session) - clock_.now());
}

TimePoint Sessions::end_of(const Session& session) const {
  return std::min(session.last + longest_idle, session.began + longest_session);
}

void Sessions::end_where(const std::function<bool(const Session&)>& ends) {
  std::erase_if(sessions_, [&](const auto& each) {
    if (!ends(each.second)) return false;
    ended_(each.second.number);
    return true;
  });
  wait_for_next_end();
}

void Sessions::make_room(const std::string& user) {
  const auto is_of_user = [&](const Session& session) { return session.user.name == user; };
  const auto of_user =
      std::ranges::count_if(sessions_, [&](const auto& each) { return is_of_user(each.second); });
  if (static_cast<std::size_t>(of_user) >= most_sessions_of_user) end_quietest(is_of_user);
  if (sessions_.size() >= most_sessions) end_quietest([](const Session&) { return true; });
}

void Sessions::end_quietest(const std::function<bool(const Session&)>& among) {
  const Session* quietest = nullptr;
  for (const auto& [hash, session] : sessions_) {
    if (among(session) && (quietest == nullptr || session.last < quietest->last))
      quietest = &session;
  }
  if (quietest != nullptr) end(quietest->number);
}

void Sessions::wait_for_next_end() {
  timer_.reset();
  if (sessions_.empty()) return;
  TimePoint next = TimePoint::max();
  for (const auto& [hash, session] : sessions_) next = std::min(next, end_of(session));
  timer_ = clock_.at(next, [this] {
    const auto now = clock_.now();
    end_where([&](const Session& session) { return end_of(session) <= now; });
  });
}

}  // namespace lineman::web

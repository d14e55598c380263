#include "agent/transaction/guard.hpp"

#include <algorithm>

namespace lineman::agent {
namespace {

std::string_view value_of(const datamodel::Values& values, unsigned account,
                          std::string_view rest) {
  const auto name = "account." + std::to_string(account) + '.' + std::string{rest};
  return values.get(datamodel::find_by_name(name, datamodel::maximum_accounts).value());
}

}  // namespace

bool can_register(const datamodel::Values& values, unsigned account) {
  return value_of(values, account, "enable") == "1" &&
         !value_of(values, account, "user_name").empty() &&
         !value_of(values, account, "sip_server.1.address").empty();
}

Guard::Guard(Surroundings surroundings, const Generation& current, Events events)
    : store_(surroundings.store),
      disk_(surroundings.disk),
      clock_(surroundings.clock),
      current_(current),
      events_(std::move(events)) {}

Guard::~Guard() = default;

void Guard::resume() {
  if (!current_.guard) return;
  resumed_ = true;
  arm();
}

void Guard::core_runs() {
  if (!resumed_) return;
  resumed_ = false;
  if (armed_for_ != 0 && !expired_ && !settling_) arm();
}

void Guard::changed() {
  if (!current_.guard) {
    disarm();
  } else if (current_.guard->generation != armed_for_) {
    resumed_ = false;
    arm();
  }
}

void Guard::arm() {
  disarm();
  armed_for_ = current_.guard->generation;
  deadline_ = clock_.now() + std::chrono::seconds(current_.guard->seconds);
  timer_ = clock_.at(deadline_, [this] { time_passed(); });
}

void Guard::time_passed() {
  timer_.reset();
  if (settling_ || is_proven()) return;
  expired_ = true;
  events_.expired();
}

void Guard::disarm() {
  armed_for_ = 0;
  expired_ = false;
  settling_ = false;
  settling_due_ = false;
  proven_.clear();
  timer_.reset();
}

void Guard::take_back_later() {
  timer_ = clock_.after(retry_interval, [this] {
    timer_.reset();
    events_.expired();
  });
}

bool Guard::waits_for(unsigned account) const {
  return !proven_.contains(account) && can_register(current_.values, account);
}

void Guard::look(std::span<const Registered> registered) {
  if (armed_for_ == 0 || expired_ || settling_) return;
  for (const auto& each : registered) {
    if (each.under >= armed_for_) proven_.insert(each.account);
  }
  settling_due_ = is_proven();
  settle_if_due();
}

void Guard::settle_if_due() {
  if (!settling_due_ || !events_.may_settle()) return;
  settling_due_ = false;
  if (!expired_ && !settling_ && is_proven()) settle();
}

bool Guard::is_proven() const {
  return std::ranges::none_of(current_.guard->accounts,
                              [this](unsigned account) { return waits_for(account); });
}

bool Guard::is_open() const {
  return armed_for_ != 0 && !settling_;
}

GuardState Guard::state() const {
  if (!is_open()) return {};
  const auto left =
      std::max(Duration::zero(), expired_ ? Duration::zero() : deadline_ - clock_.now());
  GuardState state{.generation = armed_for_,
                   .seconds_left = static_cast<std::uint32_t>(
                       std::chrono::ceil<std::chrono::seconds>(left).count())};
  for (const auto account : current_.guard->accounts) {
    if (waits_for(account)) state.waiting_for.push_back(account);
  }
  return state;
}

void Guard::settle() {
  confirm([this](const std::string& why_not) {
    if (why_not.empty()) return;
    events_.report("the guarded change holds, but that could not be stored: " + why_not);
    timer_ = clock_.after(retry_interval, [this] { look({}); });
  });
}

bool Guard::can_be_confirmed() const {
  return is_open() && !expired_;
}

void Guard::confirm(std::function<void(const std::string&)> done) {
  settling_ = true;
  const auto generation = armed_for_;
  auto result = std::make_shared<Store::Result<void>>();
  disk_.run([&store = store_, generation, result] { *result = store.mark_settled(generation); },
            [this, alive = std::weak_ptr(alive_), generation, result, done = std::move(done)] {
              if (alive.expired()) return;
              if (*result) {
                events_.settled(generation);
                return done({});
              }
              settling_ = false;
              if (clock_.now() >= deadline_) time_passed();
              done(result->error().sentence);
              events_.not_settled();
            });
}

}  // namespace lineman::agent

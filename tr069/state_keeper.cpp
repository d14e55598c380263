#include "tr069/state_keeper.hpp"

#include "daemon/log.hpp"

namespace lineman::cwmp {

StateKeeper::StateKeeper(const std::optional<std::string>& stored, StoreText store)
    : store_{std::move(store)} {
  if (!stored) return;
  if (auto parsed = parse_state(*stored)) {
    state_ = std::move(*parsed);
    last_ = state_;
  } else {
    log::error(log::Event::acs_state_lost,
               "the state of the ACS door is lost: the ACS gets 0 BOOTSTRAP again",
               {{"LINEMAN_REASON", parsed.error()}});
  }
}

bool StateKeeper::is_stored() const {
  if (!last_) return false;
  State wanted = state_;
  wanted.published = last_->published;
  return wanted == *last_;
}

void StateKeeper::save(std::function<void(bool durable)> done) {
  if (is_stored()) {
    if (!done) return;
    if (is_durable_) return done(true);
  }
  last_ = state_;
  ++under_way_;
  is_durable_ = false;
  store_(print(state_),
         [this, alive = std::weak_ptr(alive_), done = std::move(done)](const std::string& why_not) {
           if (!why_not.empty()) {
             log::error(log::Event::state_not_written, "the state of the ACS door is not stored",
                        {{"LINEMAN_REASON", why_not}});
           }
           if (alive.expired()) return;
           --under_way_;
           is_durable_ = why_not.empty() && under_way_ == 0;
           if (!why_not.empty()) last_.reset();
           if (done) done(why_not.empty());
         });
}

}  // namespace lineman::cwmp

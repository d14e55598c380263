#include "tr069/state_keeper.hpp"

#include "daemon/log.hpp"

namespace lineman::cwmp {

StateKeeper::StateKeeper(const std::optional<std::string>& stored, StoreText store)
    : store_{std::move(store)} {
  if (!stored) return;
  if (auto parsed = parse_state(*stored)) {
    state_ = std::move(*parsed);
    last_ = *stored;
  } else {
    log::error("the state of the ACS door is lost: the ACS gets 0 BOOTSTRAP again",
               {{"LINEMAN_REASON", parsed.error()}});
  }
}

void StateKeeper::save(std::function<void(bool durable)> done) {
  auto text = print(state_);
  if (text == last_ && !done) return;
  last_ = text;
  store_(std::move(text),
         [this, alive = std::weak_ptr(alive_), done = std::move(done)](const std::string& why_not) {
           if (!why_not.empty()) {
             if (!alive.expired()) last_.clear();
             log::error("the state of the ACS door is not stored", {{"LINEMAN_REASON", why_not}});
           }
           if (done) done(why_not.empty());
         });
}

}  // namespace lineman::cwmp

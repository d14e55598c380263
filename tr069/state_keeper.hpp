// The state of the ACS door, and how it gets to the disk.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "tr069/session/state.hpp"

namespace lineman::cwmp {

// Replaces what is stored, in the order of the calls; then says why it is not durable, or nothing.
using StoreText =
    std::function<void(std::string text, std::function<void(const std::string& why_not)>)>;

// One thread: the agent's loop.
class StateKeeper {
 public:
  // `stored`: what the last agent left; nothing at the first start. A text that is torn is
  // reported, and the phone begins with this ACS as if it were new to it.
  StateKeeper(const std::optional<std::string>& stored, StoreText store);

  State& state() { return state_; }
  const State& state() const { return state_; }

  // Stores the state where it differs from what was stored last, unless by State::published alone:
  // a generation that changed nothing here may come again. `done(false)` where it could not be
  // stored, which is logged; no `done` after the keeper's end, and one from within where the disk
  // has it already.
  void save(std::function<void(bool durable)> done = {});

 private:
  bool is_stored() const;

  State state_;
  std::optional<State> last_;
  unsigned under_way_ = 0;   // stores without an answer
  bool is_durable_ = false;  // the disk has said that it has `last_`
  StoreText store_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // answers may come after the end
};

}  // namespace lineman::cwmp

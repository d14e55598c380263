#include "tr069/promises.hpp"

#include "daemon/log.hpp"
#include "tr069/connection_request/random.hpp"

namespace lineman::cwmp {

Promises::Promises(const Configuration& configuration, StateKeeper& keeper, Hooks hooks)
    : configuration_{configuration}, keeper_{keeper}, hooks_{std::move(hooks)} {}

void Promises::keep() {
  const auto& state = keeper_.state();
  if (state.factory_reset) {
    if (!is_resetting_) reset();
  } else if (state.reboot && !state.reboot_begun) {
    reboot();
  }
}

void Promises::reboot() {
  log::info(log::Event::reboot_begins, "restarting the phone, as the ACS asked");
  keeper_.state().reboot_begun = true;
  keeper_.save([this](bool durable) {
    if (!durable) return reboot_failed();
    hooks_.reboot([this, alive = std::weak_ptr(alive_)] {
      if (!alive.expired()) reboot_failed();
    });
  });
}

void Promises::reboot_failed() {
  log::error(log::Event::reboot_failed, "the phone does not restart");
  keeper_.state().reboot.reset();
  keeper_.state().reboot_begun = false;
  keeper_.save();
  hooks_.goes_on();
}

// Configuration first: until the state says that it is done, the next start does it again.
void Promises::reset() {
  log::info(log::Event::reset_begins, "factory reset, as the ACS asked");
  is_resetting_ = true;
  hooks_.reset_configuration([this, alive = std::weak_ptr(alive_)](bool done) {
    if (alive.expired()) return;
    if (done) return configuration_is_reset();
    log::error(log::Event::reset_failed, "the factory values could not be put in force");
    reset_failed();
  });
}

void Promises::configuration_is_reset() {
  keeper_.state() = State{.published = configuration_.generation(), .request_path = random_path()};
  keeper_.save([this](bool durable) {
    if (durable) return hooks_.begin_anew();
    // An agent that began anew would reset again, and again.
    log::error(log::Event::reset_failed, "the factory reset is not stored");
    reset_failed();
  });
}

void Promises::reset_failed() {
  is_resetting_ = false;
  keeper_.state().factory_reset = false;
  keeper_.save();
  hooks_.goes_on();
}

}  // namespace lineman::cwmp

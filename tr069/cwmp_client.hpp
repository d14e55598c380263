// The ACS door: sessions, events, notifications and connection requests put together (TR-069).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agent/interfaces/acs.hpp"
#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/door_state.hpp"
#include "agent/interfaces/status.hpp"
#include "tr069/cwmp_settings.hpp"
#include "tr069/state_keeper.hpp"
#include "tr069/transfers/transfer.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::cwmp {

// A change of the configuration, as this door has to know it.
struct PublishedChange {
  std::uint64_t generation = 0;
  Door door = Door::agent;
  std::vector<datamodel::ParameterRef> changed;
};

// One thread: the loop's. What it is given outlives it. static.managementserver.* says whether,
// where and as whom it talks to an ACS, and acts from the next session on.
class CwmpClient {
 public:
  struct Surroundings {
    boost::asio::io_context& loop;
    Configuration& configuration;
    Status& status;
    Clock& clock;
    FileMover* mover = nullptr;  // nothing: Download and Upload are refused (9001)
  };

  struct Hooks {
    StoreText store;
    // Restarts the phone; `failed` where that cannot be done.
    std::function<void(std::function<void()> failed)> reboot;
    // Gives every parameter its factory value; true where that is committed.
    std::function<void(std::function<void(bool done)>)> reset_configuration;
    // The agent begins anew, with the state and the configuration that are stored.
    std::function<void()> begin_anew;
    // A session is over: acs() says how it went.
    std::function<void()> session_ended{};
  };

  // `stored` is the state that Hooks::store was given last, by whichever agent.
  CwmpClient(Surroundings surroundings, CwmpSettings settings, Hooks hooks,
             const std::optional<std::string>& stored);
  ~CwmpClient();
  CwmpClient(const CwmpClient&) = delete;
  CwmpClient& operator=(const CwmpClient&) = delete;

  // From now on it may talk. Changes are taken before, too.
  void open();

  // Each generation once, also those that an agent before this one did not publish. What the ACS
  // has to hear is on its way to the disk when this returns.
  void published(const PublishedChange& change);

  // A state of the phone may be another one now.
  void status_changed();

  // A session as soon as possible; false where none can be had: acs().result says why.
  bool inform();

  std::vector<DoorState> doors() const;
  AcsState acs() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lineman::cwmp

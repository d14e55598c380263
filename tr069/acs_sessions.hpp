// The session with the ACS that runs: its connection, what its Inform carries, and what its end
// means for the next one.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tr069/client_counters.hpp"
#include "tr069/cwmp_settings.hpp"
#include "tr069/methods.hpp"
#include "tr069/own_address.hpp"
#include "tr069/session/schedule.hpp"
#include "tr069/state_keeper.hpp"
#include "tr069/transfers.hpp"
#include "tr069/value_watch.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::cwmp {

// One thread: the loop's. What it is given outlives it. One session at a time, begun when the
// schedule says so; the schedule is told how it went.
class AcsSessions {
 public:
  struct Surroundings {
    boost::asio::io_context& loop;
    const Configuration& configuration;
    Clock& clock;
    const CwmpSettings& settings;
    StateKeeper& keeper;
    const DataModel& model;
    Methods& methods;
    Transfers& transfers;
    ValueWatch& watch;
    ClientCounters& counters;
    Schedule& schedule;
  };

  struct Hooks {
    std::function<RetryPolicy()> retry_policy;  // for one that has failed
    std::function<void()> over;                 // it has gone, and is accounted for
  };

  AcsSessions(const Surroundings& surroundings, Hooks hooks);

  void begin(const AcsAddress& acs);
  bool is_running() const { return session_ != nullptr; }
  // Whoever answers the session that runs is no longer the one to meet.
  void forget_acs() { acs_changed_ = true; }

  // By which the phone was last seen.
  const OwnAddress& own_address() const { return own_address_; }

 private:
  void open();
  Session::Hooks session_hooks();
  void begin_without_compression();
  void post(std::string body);
  Inform build_inform();
  Inform inform_with(std::vector<EventStruct> events, unsigned retry_count,
                     std::vector<ParameterValue> parameters) const;
  std::string events_text() const;
  std::optional<OwnRequest> next_request() const;
  void informed();
  void ended(const SessionResult& result);
  void account_for(const SessionResult& result);
  void note_failure(const SessionResult& result);

  Surroundings at_;
  State& state_;
  Hooks hooks_;
  Codec codec_;
  HttpClient http_;
  OwnAddress own_address_;
  // Once a session had one, certificates are held against their dates, whatever the clock says.
  bool had_clock_ = false;

  // Of the session that runs.
  AcsAddress acs_;
  bool acs_changed_ = false;   // since it began
  bool is_known_acs_ = false;  // there was a session with it before
  std::unique_ptr<HttpClient::Connection> connection_;
  std::unique_ptr<Session> session_;
  std::vector<EventStruct> told_;
  std::unique_ptr<Timer> after_session_;
};

}  // namespace lineman::cwmp

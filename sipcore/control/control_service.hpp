// Answers org.lineman.SipCore1: the server side of the protocol between the agent and the SIP core.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sipcore/control/event_log.hpp"
#include "sipcore/control/staging.hpp"
#include "varlink/server.hpp"

namespace lineman::sipcore {

// One thread: the loop's. Actions and clock outlive it. It outlives the server that it handles
// calls for.
class ControlService : public varlink::Handler {
 public:
  // `instance` names this start of the core; `accounts` are those of this model.
  ControlService(CoreActions& actions, Clock& clock, std::string instance, unsigned accounts);

  void called(varlink::Exchange exchange) override;
  void drained(varlink::ConnectionId id) override;
  void closed(varlink::ConnectionId id) override;

  // Something happened: every monitor is told. One that reads too slowly loses events, is told so
  // (resync) when it has caught up, and delays nobody.
  void event(Event event);

  datamodel::CoreStatus core() const;

  // Told which generation runs from now on.
  void on_generation(std::function<void(std::uint64_t)> call) { on_generation_ = std::move(call); }

 private:
  using Method = void (ControlService::*)(varlink::Exchange&);
  struct Monitor {
    varlink::Exchange exchange;
    bool lost_events = false;
  };
  struct StatusStream {
    varlink::Exchange exchange;
    std::vector<datamodel::AccountStatus> accounts;
    datamodel::SipTraffic traffic;  // of the same moment
    std::size_t next = 0;
  };

  static Method method_of(std::string_view member);
  void hello(varlink::Exchange& exchange);
  void prepare(varlink::Exchange& exchange);
  void commit(varlink::Exchange& exchange);
  void abort(varlink::Exchange& exchange);
  void load_begin(varlink::Exchange& exchange);
  void load_account(varlink::Exchange& exchange);
  void load_end(varlink::Exchange& exchange);
  void get_status(varlink::Exchange& exchange);
  void get_counters(varlink::Exchange& exchange);
  void monitor(varlink::Exchange& exchange);
  void dial(varlink::Exchange& exchange);
  void hangup(varlink::Exchange& exchange);
  void calls(varlink::Exchange& exchange);
  void subscribe(varlink::Exchange& exchange);
  void unsubscribe(varlink::Exchange& exchange);
  void subscriptions(varlink::Exchange& exchange);

  void send_accounts(varlink::Exchange& exchange, std::vector<datamodel::AccountStatus> accounts);
  bool go_on(StatusStream& stream) const;  // true: everything is sent
  void tell(Monitor& monitor, const Event& event);
  Event resync() const;
  void runs(std::uint64_t generation, std::string_view how);

  CoreActions& actions_;
  Clock& clock_;
  std::string instance_;
  unsigned accounts_;
  std::int64_t started_;
  Staging staging_;
  EventLog events_;
  std::function<void(std::uint64_t)> on_generation_;
  std::map<varlink::ConnectionId, Monitor> monitors_;
  std::map<varlink::ConnectionId, StatusStream> streams_;
};

// The interface file, for the server.
varlink::Interface control_interface();

}  // namespace lineman::sipcore

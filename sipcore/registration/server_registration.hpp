// One server of an account: its targets, the registration at one of them, failover within the
// server and failback.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "datamodel/status.hpp"
#include "sipcore/dns/server_location.hpp"
#include "sipcore/registration/account_settings.hpp"
#include "sipcore/registration/keepalive.hpp"
#include "sipcore/registration/owed_answer.hpp"
#include "sipcore/registration/random_wait.hpp"
#include "sipcore/registration/request_router.hpp"
#include "sipcore/registration/round.hpp"
#include "sipcore/registration/target_book.hpp"

namespace lineman::sipcore {

// Which configuration runs, since when.
struct Running {
  std::uint64_t generation = 0;     // its number
  std::uint64_t configuration = 0;  // grows with each commit and load, which the number need not
  TimePoint quiet_until{};          // sip.reg_surge_prevention: nothing registers before

  // Whether it is the first one since the core's start.
  bool is_first() const { return configuration == 1; }
};

// What an account tells whoever has requests of it under way. Empty functions are not called.
struct AccountNews {
  // It is registered at another place, and its subscriptions shall be there too.
  std::function<void(unsigned account)> moved{};
  // It is out of service from now on, or somebody else's.
  std::function<void(unsigned account)> left{};
};

// What all accounts share; it outlives them.
struct Context {
  Clock& clock;
  Transport& transport;
  Resolver& resolver;
  Transactions& transactions;
  GlobalSettings& globals;
  const Running& running;
  const PickWait& pick;
  std::string instance_id{};
  const AccountNews& news;
  // sip.keepalive_interval; 0: none.
  const Duration& keepalive_interval;
};

// The shortest wait between a failed round and the next one, and from one change of our address to
// the next.
inline constexpr std::chrono::seconds pause_after_failure{1};

// Pure. Its owner, the account, says when to begin; it renews what it has by itself. What it tells
// the owner comes from the loop, never from within a call of the owner's, and the owner may call
// back or let it leave() from there.
class ServerRegistration {
 public:
  class Owner {
   public:
    virtual ~Owner() = default;

    virtual void registered(unsigned server) = 0;  // made, renewed or moved
    // A round ended without success, and with it the registration that there was.
    virtual void failed(unsigned server, const AttemptFailure& failure) = 0;
    virtual void way_back_failed(unsigned server, const AttemptFailure& failure) = 0;
    virtual void lease_ended(unsigned server) = 0;  // the round goes on
    virtual void attempt_failed(unsigned server,
                                const AttemptFailure& failure) = 0;  // at one target
    virtual void moved(unsigned server, std::string_view kind, const std::string& detail) = 0;
    virtual void released(unsigned server) = 0;       // its attempt has ended
    virtual bool is_last(unsigned server) const = 0;  // no other server is tried after it
    virtual bool has_call() const = 0;                // failback modes 1 to 3 wait for its end
    virtual bool is_busy(unsigned server,
                         const Target& target) const = 0;  // with a REGISTER of another one
    virtual void take_leave(unsigned server,
                            std::unique_ptr<Binding> binding) = 0;  // remove it at its server
    virtual datamodel::AccountCounters& account_counters() = 0;
  };

  ServerRegistration(Context& context, Owner& owner, const AccountSettings& settings,
                     unsigned server, datamodel::ServerCounters& counters);
  ~ServerRegistration();
  ServerRegistration(const ServerRegistration&) = delete;
  ServerRegistration& operator=(const ServerRegistration&) = delete;

  void start();  // a round through all targets, unless one is under way
  void
  clean_first();  // what stands from before the core's start is removed before anything is made
  void start_way_back();  // the same while another server has control: its failure changes nothing
  void renew();  // a REGISTER now, in place of what is under way: something in it has changed
  void leave();  // removes what stands, as far as that server can be told; afterwards idle
  void wake();   // a target is free again

  // What a request other than REGISTER may be sent to, in order: by the failback mode,
  // only_signal_with_registered and Retry-After. Of an expired list too, which is then looked up
  // anew for the next request.
  std::vector<Target> request_targets();
  // REGISTER at `target`, while the present registration stays; only success moves it. `done` is
  // told from the loop, once, unless the ticket is destroyed.
  std::unique_ptr<RequestRouter::Ticket> move_to(const Target& target,
                                                 std::function<void(bool)> done);
  // What a request other than REGISTER found out. Where it was not answered at all, the
  // registration at that target is looked after at once.
  void request_answered(const Target& target, unsigned status);
  void request_failed(const Target& target, const AttemptFailure& failure);
  // Looks the name up, so that requests find targets before anything is registered here.
  void freshen();

  void call_ended();                         // the account is idle again
  void connection_closed(const Link& link);  // registers again where that was the way to it
  void pong(const Target& from);             // line ends came from there
  // Registers again where our address towards the target is another one; true: it is.
  bool network_changed();

  // The registration belongs to the generation that runs now, unless its REGISTER was sent before
  // the last renew(), or under a Running::configuration before `since`: then it keeps its number.
  void hold(std::uint64_t since);

  // Whether that register_expires_overlap asks for a refresh right now.
  bool is_due_with(std::chrono::seconds overlap) const;

  // Everything but identity and address, which make another server of it. Sends nothing.
  void update(const AccountSettings& settings);

  bool registered() const { return registered_.has_value(); }
  bool idle() const { return purpose_ == Purpose::none; }
  bool on_way_back() const { return purpose_ == Purpose::way_back; }
  bool probing() const { return attempt_ && probe_attempt_; }
  bool sends_to(const Target& target) const { return attempt_ == target; }
  bool on_secondary() const { return on_secondary_; }
  const std::optional<Target>& target() const { return registered_; }
  TimePoint lease_end() const { return lease_end_; }
  // The generation under which the registration was made or, unchanged, still holds; 0: none.
  std::uint64_t generation() const { return registered_ ? generation_ : 0; }
  TimePoint open_at() const { return book_.open_at(list_.targets); }
  bool uses(const IpAddress& address) const;

  void fill(datamodel::ServerStatus& status) const;

 private:
  // lost: the target where it stands does not answer keepalives, others are tried first.
  enum class Purpose : std::uint8_t { none, fresh, refresh, lost, probe, move, way_back };

  // A request waits for a REGISTER at its target.
  struct Wish {
    Target target{};
    std::weak_ptr<OwedAnswer> answer{};
  };

  const ServerSettings& settings() const { return settings_.servers[server_ - 1]; }
  void begin(Purpose purpose);
  void resolve();
  void look_up();
  void located(const TargetList& list);
  void walk();
  bool is_listed(const std::optional<Target>& target) const;
  std::vector<Target> candidates() const;
  void try_next();
  void attempt(const Target& target);
  Binding* binding_at(const Target& target);
  void remove_old(const Target& target, Binding& binding);
  void ask(const Target& target, Binding& binding);
  BindingNews news_of(const Target& target, std::function<void(AttemptResult)> done);
  Patience patience() const;
  void ended(const Target& target, AttemptResult result);
  void failed_at(const Target& target, const AttemptFailure& failure);
  void adopt(const Target& target, const AttemptSuccess& success);
  void note_move(const Target& target, Purpose purpose);
  void stay_on_secondary();
  void count_failover();
  void leave_behind(const Target& target);
  void round_failed(const AttemptFailure& failure);
  void side_try_failed(const Target& target);
  void grant_wishes(const std::optional<Target>& target, bool granted);  // nothing: all
  void again();
  void go_on();
  void abandon();
  void keep_alive();
  void keepalive_lost(const AttemptFailure& failure);
  void arm_lease(std::chrono::seconds lease);
  void arm_refresh();
  TimePoint refresh_time(std::chrono::seconds overlap) const;
  void arm_failback();
  void forget_old_targets();
  bool prefers_primary() const;
  bool waits_for_call() const;
  bool waits_for_retry_after() const;
  bool may_not_return() const;
  datamodel::AccountCounters& count() { return owner_.account_counters(); }

  Context& context_;
  Owner& owner_;
  AccountSettings settings_;
  unsigned server_;
  datamodel::ServerCounters& counters_;
  TargetBook book_;
  TargetList list_{};
  std::shared_ptr<Link> fixed_link_{};  // of an IP address, reserved as long as it is configured
  std::map<Target, std::unique_ptr<Binding>> bindings_{};

  std::optional<Target> registered_{};
  std::chrono::seconds lease_{};
  TimePoint granted_at_{};
  TimePoint lease_end_{};
  std::uint64_t generation_ = 0;
  Running attempt_under_{};          // what the attempt under way began with
  std::uint64_t sent_under_ = 0;     // the REGISTER that made it: Running::configuration
  std::uint64_t renewed_under_ = 0;  // the last change that it had to be told of
  std::optional<Target> home_{};     // where it was registered last
  bool on_secondary_ = false;        // a failover happened and no failback since
  TimePoint failover_at_{};

  Purpose purpose_ = Purpose::none;
  Round round_{};
  std::optional<Target> attempt_{};  // under way
  bool probe_attempt_ = false;
  bool cleans_first_ = false;
  std::optional<Target> waiting_{};          // for another REGISTER to that target to end
  std::optional<AttemptFailure> failure_{};  // the last one of this round
  std::optional<Cause> left_because_{};      // why home_ was left in this round
  std::optional<Cause> request_failure_{};   // why a request left a target last
  std::deque<Wish> wishes_{};
  std::unique_ptr<Timer> wish_timer_{};
  bool lost_ = false;  // the lease ended while something else was under way
  bool refresh_due_ = false;
  bool probe_due_ = false;
  TimePoint not_before_{};  // after a failed round

  std::unique_ptr<Keepalive> keepalive_{};

  std::unique_ptr<ServerLocation> location_{};
  std::unique_ptr<Timer> begin_timer_{};
  std::unique_ptr<Timer> refresh_timer_{};
  std::unique_ptr<Timer> expiry_timer_{};
  std::unique_ptr<Timer> failback_timer_{};
};

}  // namespace lineman::sipcore

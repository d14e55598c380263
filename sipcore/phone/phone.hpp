// The SIP engine on a real network: what the core's control socket drives.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "daemon/clock.hpp"
#include "datamodel/instance.hpp"
#include "sipcore/network/tls_files.hpp"
#include "sipcore/protocol/messages.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::sipcore {

// The daemon's settings that concern SIP.
struct SipSettings {
  // Local addresses: "0.0.0.0", "[::]", with ":port" in place of sip.listen_port; port 0 takes a
  // free one. They are opened with the first configuration.
  // A port in use is replaced by a free one and logged: a phone has to register.
  std::vector<std::string> bind{"0.0.0.0", "[::]"};
  TlsFiles tls{};                          // towards registrars
  std::vector<std::string> dns_servers{};  // "127.0.0.1:15353", "[::1]:53"; empty: the system's
  // Where the system keeps its name servers; it is watched unless `dns_servers` says which.
  std::string resolver_file = "/etc/resolv.conf";
  bool icmp_fast_fail = true;  // an ICMP error fails a request at once; false: it is counted only
  std::string
      instance_id{};  // "urn:uuid:..." of +sip.instance (RFC 5626, 4.1), the same after every start
  std::chrono::seconds keepalive_interval{0};       // 0: no keepalives
  unsigned accounts = datamodel::maximum_accounts;  // of this model
};

// Registers accounts, fails over and comes back, and counts. One thread: that of the loop. Nothing
// here blocks.
class Phone {
 public:
  // `io` and `clock` outlive it. Throws std::runtime_error where no local address can be had at
  // all, or a setting makes no sense: the core cannot start.
  Phone(boost::asio::io_context& io, Clock& clock, const SipSettings& settings);
  ~Phone();
  Phone(const Phone&) = delete;
  Phone& operator=(const Phone&) = delete;

  // A new state of some accounts, with all that it needs reserved. Destroying it drops the
  // reservation. At most one stands; it must not outlive the phone, and a load() makes it
  // worthless: commit() then does nothing.
  class Staged {
   public:
    virtual ~Staged() = default;
  };

  struct Prepared {
    std::unique_ptr<Staged> staged;
    std::vector<AccountEffect> effects;  // one for each account given; {0, restart} where a global
                                         // has to wait for the core's next start
  };

  // Checks and reserves; sends nothing and changes nothing. Errors: invalid (all problems),
  // unsupported (a value that this core cannot run), resource (a socket). Names of problems are
  // complete: "account.1.sip_server.1.port".
  tl::expected<Prepared, Error> prepare(const std::vector<AccountConfiguration>& accounts,
                                        const Globals& globals);

  // The same checks alone.
  datamodel::Problems check(const std::vector<AccountConfiguration>& accounts,
                            const Globals& globals) const;

  // Swaps to the staged state in this turn of the loop, each account with the least effect that
  // makes it true; it is `generation` that runs then.
  void commit(std::unique_ptr<Staged> staged, std::uint64_t generation) noexcept;

  // The complete configuration, applied as a difference with the same least effects. Never refused:
  // an account that cannot run becomes misconfigured, with a reason. Accounts that are not named
  // are as if disabled. `digest` is the caller's business.
  std::vector<AccountEffect> load(const Load& load);

  // States and counters as of now: one entry for each account of this model, ordered by account.
  std::vector<datamodel::AccountStatus> accounts() const;
  datamodel::DnsCounters dns() const;
  // The globals that wait for the next start of the core: those of the first load (or prepare())
  // act until it ends.
  std::vector<datamodel::HeldValue> held() const;
  // What passed over all accounts, and where the phone listens.
  datamodel::SipTraffic traffic() const;

  // Signalling-only calls and subscriptions, as the interface file says of the methods of these
  // names. What is asked for has passed problem_with(). Errors: not_possible, no_call.
  tl::expected<unsigned, Error> dial(const Dial& dial);
  tl::expected<void, Error> hangup(unsigned call);
  std::vector<CallInfo> calls() const;
  tl::expected<unsigned, Error> subscribe(const Subscribe& subscribe);
  tl::expected<void, Error> unsubscribe(unsigned subscription);
  std::vector<SubscriptionInfo> subscriptions() const;

  // States ("state", detail is the new state's label), moves ("failover", "fallback", "failback")
  // and generations ("generation", detail is the number; account 0: of a commit or a load). Called
  // from the loop, never from within prepare(); `sequence` is 0 and for the caller to fill.
  void on_event(std::function<void(const Event&)> call);

  // Ends quietly: registrations stand, since a restart of the core takes them up again. Requests in
  // flight are counted as abandoned. Nothing is sent or called back afterwards.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lineman::sipcore

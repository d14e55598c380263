// What the management protocols see of the configuration: they read it, and change it by
// transactions. The doors (SNMP, CWMP, control socket) know this and nothing else of the engine.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "datamodel/problem.hpp"
#include "datamodel/values.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman {

enum class Door : std::uint8_t { snmp, cwmp, control, import, web, guard, rollback, agent };

std::string_view to_string(Door door);

// Who asks: "public@127.0.0.1", "uid 1000", the ACS's URL. Never a secret.
struct Asker {
  Door door = Door::control;
  std::string who;

  bool operator==(const Asker&) const = default;
};

struct Change {
  datamodel::ParameterRef parameter;
  std::string value;  // as it came; the engine validates and makes it canonical
};

struct TransactionRequest {
  Asker asker;
  std::vector<Change>
      changes;  // in any order; the same parameter twice with the same value is one change
  std::vector<std::string>
      unknown{};         // names that no parameter has: each is a problem beside the others
  TimePoint deadline{};  // for waiting in line, staging and preparing
  std::optional<std::uint64_t> base{};  // refused as a conflict unless this generation is current
  std::optional<std::uint32_t>
      config_serial{};  // TestAndIncr (RFC 2579): refused unless it is current
  std::optional<std::string> parameter_key{};  // CWMP's, changes only with a commit
  // Seconds within which the accounts have to register again, or the change is taken back
  // (ARCHITECTURE.md, "Guarded commit"); shortest_guard to longest_guard. Nothing: for a manager
  // from afar as the phone's own parameter says, for the others no guard.
  std::optional<std::uint32_t> guard{};
  bool without_core = false;  // commit even while the SIP core is away
  bool dry_run = false;       // validate and prepare, then abort: nothing changes
};

enum class Applied : std::uint8_t {
  yes,      // the core runs it
  not_yet,  // committed; it acts when the core is back, a call ends or the core restarts
};

// What became of a request.
struct Outcome {
  datamodel::Problems problems{};  // not empty: refused, and nothing changed anywhere
  std::uint64_t generation = 0;    // current after it
  std::vector<datamodel::ParameterRef>
      changed{};  // empty without problems: everything had its value already
  std::vector<sipcore::AccountEffect> effects{};
  Applied applied = Applied::yes;

  bool refused() const { return !problems.empty(); }
};

inline constexpr std::uint32_t shortest_guard = 10;
inline constexpr std::uint32_t longest_guard = 86'400;

// A guarded change that has yet to prove itself.
struct GuardState {
  std::uint64_t generation = 0;         // the last one that it guards; 0: no guard runs
  std::uint32_t seconds_left = 0;       // until it is taken back
  std::vector<unsigned> waiting_for{};  // accounts that have yet to register under it

  bool runs() const { return generation != 0; }
};

// Who made the current generation, and when.
struct LastChange {
  std::int64_t time = 0;  // seconds since the epoch; 0: unknown
  Asker asker{};
};

using TransactionId = std::uint64_t;
using OnOutcome = std::function<void(const Outcome&)>;
// Empty problems: prepared, and the old state stands until commit() or abort().
using OnPrepared = std::function<void(const datamodel::Problems&)>;

// One thread: the agent's loop. Callbacks come from the loop, never from within the call that they
// answer, exactly once, and not after the agent began to end.
class Configuration {
 public:
  virtual ~Configuration() = default;

  // What is stored and committed. The reference is good until control returns to the loop.
  virtual const datamodel::Values& values() const = 0;
  virtual std::uint64_t generation() const = 0;
  virtual std::uint64_t applied_generation() const = 0;  // what the SIP core runs; 0: nothing
  virtual LastChange last_change() const = 0;
  virtual std::uint32_t config_serial() const = 0;
  virtual const std::string& parameter_key() const = 0;
  virtual GuardState guard() const = 0;
  virtual unsigned accounts() const = 0;  // of this model, 1 to datamodel::maximum_accounts

  // All steps at once.
  virtual void run(TransactionRequest request, OnOutcome answer) = 0;

  // In two parts, for a door whose protocol decides in between (SNMP). begin() does steps 1 to 3;
  // exactly one commit() or abort() has to follow a good preparation, and none a refusal. A
  // transaction that is prepared and not decided within its deadline is aborted, and a later
  // commit() answers busy.
  virtual TransactionId begin(TransactionRequest request, OnPrepared answer) = 0;
  virtual void commit(TransactionId id, OnOutcome answer) = 0;
  virtual void abort(TransactionId id) = 0;

  // Takes the guarded change for good. No problems: that is durable.
  virtual void confirm_guard(std::function<void(const datamodel::Problems&)> answer) = 0;
};

}  // namespace lineman

// Every change of the configuration, one after the other (ARCHITECTURE.md, "How a SET travels").
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "agent/core/sip_core.hpp"
#include "agent/files/disk.hpp"
#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/history.hpp"
#include "agent/store/store.hpp"
#include "agent/transaction/core_follower.hpp"
#include "agent/transaction/guard.hpp"
#include "agent/transaction/guard_event.hpp"
#include "agent/transaction/publications.hpp"
#include "agent/transaction/transaction_queue.hpp"
#include "agent/transaction/validation.hpp"

namespace lineman::agent {

// One state machine without a thread of its own: everything happens in calls from the loop. What it
// is given outlives it.
//
// The order of a life: Store::open, the constructor, add_publisher for each door, start(), then the
// core may connect and doors may ask.
class TransactionEngine final : public Configuration, public History, public SipCore::Listener {
 public:
  static constexpr std::chrono::milliseconds longest_prepare{2'000};
  // Above the longest stall of a disk: the core may not drop a stage whose commit point is being
  // made durable.
  static constexpr std::chrono::milliseconds prepare_lease{60'000};

  struct Surroundings {
    Store& store;
    Disk& disk;
    SipCore& core;
    Clock& clock;
  };

  struct Settings {
    unsigned accounts = 1;     // of this model
    std::size_t history = 20;  // generations kept, as the store's
    std::string
        instance;  // another text with each start of the agent: names of transactions begin with it
  };

  struct Hooks {
    // The disk left open whether a generation stands: there is no honest answer, and the agent has
    // to end at once. Called once; afterwards the engine does and answers nothing.
    std::function<void(const std::string& sentence)> fatal;
    std::function<void(const std::string& sentence)> report;  // for the log
    std::function<void()> core_changed{};  // what the core runs may be another generation now
    // Which accounts are registered, as the core last said: whom a guard watches.
    std::function<std::vector<Registered>()> registered{};
    std::function<void(GuardEvent event, std::uint64_t generation)> guard{};
  };

  TransactionEngine(Surroundings surroundings, Settings settings, Hooks hooks,
                    Store::Opened opened);
  ~TransactionEngine() override;
  TransactionEngine(const TransactionEngine&) = delete;
  TransactionEngine& operator=(const TransactionEngine&) = delete;

  void add_publisher(std::string name, Publisher& publisher);

  // Publishes again what may not have been published. Blocks; an error means that the agent must
  // not start.
  Store::Result<void> start();

  // Configuration
  const datamodel::Values& values() const override { return current_.values; }
  std::uint64_t generation() const override { return current_.number; }
  std::uint64_t applied_generation() const override { return follower_.applied(); }
  LastChange last_change() const override { return {current_.time, current_.asker}; }
  std::uint32_t config_serial() const override { return current_.config_serial; }
  const std::string& parameter_key() const override { return current_.parameter_key; }
  GuardState guard() const override { return guard_.state(); }
  unsigned accounts() const override { return settings_.accounts; }
  void run(TransactionRequest request, OnOutcome answer) override;
  TransactionId begin(TransactionRequest request, OnPrepared answer) override;
  void commit(TransactionId id, OnOutcome answer) override;
  void abort(TransactionId id) override;
  void confirm_guard(std::function<void(const datamodel::Problems&)> answer) override;

  // The core said how its accounts are.
  void status_changed();

  // SipCore::Listener
  void core_connected(const sipcore::Welcome& welcome) override;
  void core_disconnected() override;
  void core_event(const sipcore::Event& event) override;

  // History
  std::vector<GenerationSummary> generations() const override;
  void read(std::uint64_t generation, OnValues answer) override;

 private:
  enum class Phase : std::uint8_t {
    preparing,   // steps 2 and 3
    prepared,    // until the asker decides
    committing,  // step 4: nobody can stop it any more
    applying,    // step 5
  };
  enum class Decision : std::uint8_t { none, commit, abort };

  // The transaction whose turn it is.
  struct Active {
    WaitingTransaction asked;
    Plan plan;
    Phase phase = Phase::preparing;
    Decision decision = Decision::none;
    std::string txn{};
    std::uint64_t connection = 0;  // the core's, where it takes part
    bool with_core = false;
    bool stage_sent = false;
    bool staged = false;
    bool core_asked = false;
    bool core_prepared = false;
    std::vector<sipcore::AccountEffect> effects{};
  };

  // The line (transaction_engine.cpp)
  TransactionId enqueue(TransactionRequest request, OnPrepared on_prepared, OnOutcome on_outcome);
  void wake();
  void turn();
  void answer_outbox();
  void refuse_expired();
  bool start_next();
  bool waits_for_core(const TransactionRequest& request) const;
  void refuse_waiting(const WaitingTransaction& waiting, datamodel::Problem problem);
  void core_changed();
  void post(std::function<void()> answer);

  // The guard (transaction_guard.cpp)
  struct Confirmation {
    std::uint64_t generation;  // of the guard that ran when it came; 0: none
    std::function<void(const datamodel::Problems&)> answer;
  };
  bool is_planned() const;
  void settle_guard();
  void confirm(const Confirmation& confirmation);
  void guard_settled(std::uint64_t generation);
  void take_back_guarded();
  void not_taken_back(const datamodel::Problems& problems);
  void fill_in_changes_back(TransactionRequest& request) const;
  void tell_guard(GuardEvent event, std::uint64_t generation) const;

  // The steps (transaction_steps.cpp)
  void validate(WaitingTransaction waiting);
  bool may_go_without_core() const;
  bool concerns_core() const;
  void stage_and_prepare();
  void stage();
  void prepare();
  void staged(TransactionId id, const Store::Result<void>& result);
  void core_prepared(const std::string& txn,
                     tl::expected<std::vector<sipcore::AccountEffect>, sipcore::Error> answer);
  void go_without_core();
  void prepared_if_all_are();
  void decide();
  void commit_point();
  void decided(const Store::Committed& committed);
  void committed();
  void applied_if_it_is();
  void settle(bool core_has_it);
  void refuse(datamodel::Problems problems);
  void take_back();
  void deadline_passed();
  void arm_deadline();
  void succeed(const Outcome& outcome);
  void end(const std::string& sentence);
  Outcome outcome_of_active() const;

  Store& store_;
  Disk& disk_;
  SipCore& core_;
  Clock& clock_;
  Settings settings_;
  Hooks hooks_;

  Store::Opened opened_;  // until start()
  Generation current_;
  std::uint64_t next_number_;
  std::deque<GenerationSummary> history_;  // oldest first
  CoreFollower follower_;
  Publications publications_;
  Guard guard_;
  std::vector<Confirmation> confirmations_;  // that have come since the last turn, or wait

  TransactionQueue queue_;
  std::optional<Active> active_;
  TransactionId last_id_ = 0;
  unsigned stages_under_way_ = 0;  // with the disk, of any transaction
  std::vector<std::function<void()>> outbox_;
  std::unique_ptr<Timer> turn_;
  std::unique_ptr<Timer> line_deadline_;
  std::unique_ptr<Timer> deadline_;  // of the active transaction
  bool ended_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // answers may come after the end
};

}  // namespace lineman::agent

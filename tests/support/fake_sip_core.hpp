// A SIP core that does as it is told by a test: it agrees, refuses, stays silent or dies, at each
// step.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "agent/core/sip_core.hpp"

namespace lineman::test {

enum class CoreCall : std::uint8_t { prepare, commit, load };

enum class CoreMood : std::uint8_t {
  good,
  veto,        // refuses: a problem for prepare, an error of the interface for the others
  stall,       // does as it was asked and never answers
  die_before,  // dies without having done it
  die_after,   // does it, and dies before it answers
};

// Lives longer than the agent: what it runs stays when the agent goes. After its own death it comes
// back by itself, empty, after `absence`.
class FakeSipCore final : public agent::SipCore {
 public:
  explicit FakeSipCore(Clock& clock) : clock_(clock) {}

  struct Running {
    std::uint64_t generation = 0;  // 0: nothing
    std::string digest{};
    sipcore::Globals globals{};
    std::map<unsigned, sipcore::AccountConfiguration> accounts{};
  };

  // How it takes the next call; asked when the call arrives.
  void set_mood(std::function<CoreMood(CoreCall)> mood) { mood_ = std::move(mood); }
  void set_latency(std::function<Duration()> latency) { latency_ = std::move(latency); }
  void set_absence(Duration absence) { absence_ = absence; }
  // What a good preparation answers.
  void set_effects(std::vector<sipcore::AccountEffect> effects) { effects_ = std::move(effects); }
  // The refusal of a preparation in the mood `veto`.
  void set_veto(sipcore::Error veto) { veto_ = std::move(veto); }
  // Called whenever it begins to run another generation.
  void on_swap(std::function<void(std::uint64_t generation)> call) { on_swap_ = std::move(call); }

  const Running& running() const { return running_; }
  bool has_stage() const { return staged_.has_value(); }
  const std::optional<sipcore::Prepare>& last_prepare() const { return last_prepare_; }
  bool is_connected() const { return connected_; }
  unsigned calls(CoreCall call) const { return calls_[static_cast<std::size_t>(call)]; }
  void set_running(Running running) { running_ = std::move(running); }

  void die();
  void stay_away() { away_ = true; }  // from its next death on, or from the start
  void come_back();                   // ends stay_away
  void agent_gone();                  // the agent's end of the connection is closed

  void start(Listener& listener) override;
  void prepare(const sipcore::Prepare& prepare, Duration timeout,
               agent::CoreAnswer<std::vector<sipcore::AccountEffect>> answer) override;
  void commit(const std::string& txn, Duration timeout,
              agent::CoreAnswer<std::uint64_t> answer) override;
  void abort(const std::string& txn) override;
  void load(const sipcore::Load& load, Duration timeout,
            agent::CoreAnswer<std::uint64_t> answer) override;
  void status(Duration timeout, agent::CoreAnswer<Counters> answer) override;

 private:
  struct Open {
    std::function<void(sipcore::Error)> fail;
    std::unique_ptr<Timer> timer;
  };

  template <typename T>
  void call(CoreCall kind, Duration timeout, agent::CoreAnswer<T> answer,
            const std::function<tl::expected<T, sipcore::Error>()>& act);
  template <typename T>
  void answer_at(TimePoint when, agent::CoreAnswer<T> answer, tl::expected<T, sipcore::Error> what);
  void fail_open_calls();
  void connect();

  tl::expected<std::vector<sipcore::AccountEffect>, sipcore::Error> do_prepare(
      const sipcore::Prepare& prepare);
  tl::expected<std::uint64_t, sipcore::Error> do_commit(const std::string& txn);
  tl::expected<std::uint64_t, sipcore::Error> do_load(const sipcore::Load& load);
  void swap(Running next);

  Clock& clock_;
  std::function<CoreMood(CoreCall)> mood_;
  std::function<Duration()> latency_;
  Duration absence_ = std::chrono::milliseconds(300);
  std::vector<sipcore::AccountEffect> effects_;
  sipcore::Error veto_{sipcore::ErrorCode::invalid, "no", {}};
  std::function<void(std::uint64_t)> on_swap_;

  Listener* listener_ = nullptr;
  bool connected_ = false;
  bool away_ = false;
  unsigned instance_ = 1;
  Running running_;
  std::optional<sipcore::Prepare> staged_;
  std::optional<sipcore::Prepare> last_prepare_;
  std::string committed_txn_;
  unsigned calls_[3] = {0, 0, 0};
  std::list<Open> open_;
  std::unique_ptr<Timer> connecting_;
  std::unique_ptr<Timer> telling_;  // the agent, of the loss
};

}  // namespace lineman::test

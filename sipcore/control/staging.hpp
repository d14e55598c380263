// How a configuration gets into the core: one staged transaction, or a load of everything.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "daemon/clock.hpp"
#include "sipcore/control/core_actions.hpp"

namespace lineman::sipcore {

inline constexpr std::chrono::milliseconds longest_lease = std::chrono::minutes(10);
inline constexpr std::size_t maximum_txn = 128;     // octets
inline constexpr std::size_t maximum_digest = 128;  // octets

// A stage belongs to the connection that prepared it and is gone with it; so is an unfinished load.
// Refusals are errors of the interface. One thread: the loop's. Actions and clock outlive it.
class Staging {
 public:
  using Connection = std::uint64_t;
  template <typename T>
  using Result = tl::expected<T, Error>;

  Staging(CoreActions& actions, Clock& clock, unsigned accounts)
      : actions_(actions), clock_(clock), accounts_(accounts) {}

  // The same txn again takes the place of its stage; another one is Busy.
  Result<std::vector<AccountEffect>> prepare(Connection connection, const Prepare& prepare);
  // The generation. What was committed last answers the same again until a load.
  Result<std::uint64_t> commit(const std::string& txn);
  void abort(const std::string& txn);

  // Drops the stage, which a load makes worthless. A load that another connection has begun is
  // dropped too.
  Result<void> load_begin(Connection connection, Load load);
  // An account above those of this model is not there and passed over; one that was given already
  // is Invalid.
  Result<void> load_account(Connection connection, AccountConfiguration account);
  Result<std::uint64_t> load_end(Connection connection);

  void connection_closed(Connection connection);

  std::uint64_t generation() const { return generation_; }
  const std::string& digest() const { return digest_; }
  const datamodel::CoreCounters& counters() const { return counters_; }
  datamodel::CoreCounters& counters() { return counters_; }

 private:
  struct Stage {
    std::string txn;
    Connection connection = 0;
    std::uint64_t target = 0;
    std::string digest;
    std::unique_ptr<Phone::Staged> staged;
    std::unique_ptr<Timer> lease;
  };
  struct Loading {
    Connection connection = 0;
    Load load;
  };
  struct Committed {
    std::string txn;
    std::uint64_t generation = 0;
  };

  std::optional<Error> objection_to(const Prepare& prepare) const;
  tl::unexpected<Error> refuse(Error error);
  void lease_ended();

  CoreActions& actions_;
  Clock& clock_;
  unsigned accounts_;
  std::uint64_t generation_ = 0;
  std::string digest_;
  std::optional<Stage> stage_;
  std::optional<Loading> loading_;
  std::optional<Committed> committed_;
  std::string expired_txn_;  // the last one whose lease ended
  datamodel::CoreCounters counters_{};
};

}  // namespace lineman::sipcore

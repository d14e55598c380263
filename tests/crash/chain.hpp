// Replays what the store holds: whether each generation is what its asker asked for, and whether
// guards took back what they may, and nothing else.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "agent/store/generation.hpp"

namespace lineman::test {

// What a door asked for and what it was told. Each asks for values of its own, so that its traces
// can be told apart.
struct Ask {
  unsigned number = 0;
  unsigned life = 0;
  TransactionRequest request{};
  unsigned answers = 0;
  bool yes = false;
  std::uint64_t generation = 0;  // where yes
  // Accounts are registered since the core has said so for the so manieth time; 0: none was.
  unsigned registered_since = 0;
};

// Who an ask says it is: it stands in the generation.
std::string who_of(unsigned number);

bool has_values_of(const agent::Generation& generation, const Ask& ask);

// Guards, by the generation of their record.
struct GuardsSeen {
  std::set<std::uint64_t> settling;  // the store was asked to keep that they stand for good
  std::set<std::uint64_t> settled;   // somebody was told so
};

class Chain {
 public:
  Chain(std::span<const Ask> asks, const GuardsSeen& guards) : asks_(asks), guards_(guards) {}

  // One generation after the other; the first one is the factory's. They outlive the chain.
  void take(const agent::Generation& generation);

  const std::vector<std::string>& violations() const { return violations_; }

 private:
  // What a guard is to take back, and since which guarded generation.
  struct Before {
    std::string value;
    std::uint64_t since = 0;
  };

  const Ask* origin_of(const agent::Generation& generation) const;
  void take_asked(const agent::Generation& generation, const Ask& ask);
  void follow_guard(const agent::Generation& generation, const Ask& ask);
  bool is_carried_on(const agent::GuardRecord& record) const;
  void end_guard(const agent::Generation& generation,
                 const std::vector<datamodel::ParameterRef>& changed);
  void take_reverted(const agent::Generation& generation);
  bool is_settled(std::uint64_t since, std::uint64_t before) const;
  void violate(const agent::Generation& generation, std::string_view what);

  std::span<const Ask> asks_;
  const GuardsSeen& guards_;
  const agent::Generation* previous_ = nullptr;
  unsigned last_ask_ = 0;
  std::uint64_t guard_ = 0;  // generation of the running one's record
  std::map<datamodel::ParameterRef, Before> before_;
  std::vector<std::string> violations_;
};

}  // namespace lineman::test

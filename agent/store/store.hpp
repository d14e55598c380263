// The configuration store: a folder of numbered generations, of which the highest whole one is
// current.
//
//   generations/42       a generation; the highest is current, those below are the history
//   generations/43.new   one that is being staged; dropped at the next start
//   generations/41.torn  one that was not whole, set aside at a start; at most maximum_set_aside of
//   them published/marks      up to which generation each door has published
//   guard/settled        up to which generation guarded changes are settled
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "agent/files/files.hpp"
#include "agent/store/generation.hpp"
#include "agent/store/published_marks.hpp"

namespace lineman::agent {

inline constexpr std::string_view generations_folder = "generations";
inline constexpr std::string_view published_folder = "published";
inline constexpr std::string_view marks_name = "marks";
inline constexpr std::string_view marks_file = "published/marks";
inline constexpr std::string_view guard_folder = "guard";
inline constexpr std::string_view settled_name = "settled";
inline constexpr std::string_view settled_file = "guard/settled";

inline constexpr std::size_t maximum_set_aside = 8;

// Numbers above it are none of ours, wherever they come from.
inline constexpr std::uint64_t maximum_generation_number = 1'000'000'000'000'000'000;

// How many generations beyond the history are kept because some door has not published them yet.
inline constexpr std::size_t maximum_unpublished = 64;

struct StoreError {
  std::string sentence;  // names the file and the system's reason
};

enum class CommitResult : std::uint8_t {
  committed,  // durable
  refused,    // nothing changed
  undecided,  // the name is there and may not be durable: there is no honest answer any more
};

// Blocks. open() is called once, before anything else; after it every call comes from one thread at
// a time, the disk worker's. Nothing is remembered between the calls but what is in the files.
// `files` outlives the store.
class Store {
 public:
  template <typename T>
  using Result = tl::expected<T, StoreError>;

  // `accounts` of this model; `history`: how many generations are kept, at least 1, the current one
  // included.
  Store(Files& files, unsigned accounts, std::size_t history);

  struct Opened {
    Generation current;  // without its guard, where the mark says that it is settled
    std::uint64_t highest =
        0;                     // number seen anywhere in the store; the next one has to be above it
    bool first_start = false;  // there was no generation: current was made from the factory values
    PublishedMarks marks;
    bool marks_lost = false;                 // their file was torn: nobody knows what was published
    std::vector<GenerationSummary> history;  // oldest first, the current one included
    std::vector<std::string>
        reports;  // sentences for the log: what was set aside, dropped or not understood
  };

  // Recovers what the last agent left and makes the current generation durable once more: after it
  // failed to sync, the page cache proves nothing. An error means that the agent must not start.
  Result<Opened> open(const datamodel::Values& factory, std::int64_t now);

  // Writes and syncs `generation.number`.new.
  Result<void> stage(const Generation& generation);

  struct Committed {
    CommitResult result = CommitResult::refused;
    std::string sentence{};  // why not committed
  };
  // The commit point: makes the staged generation the current one.
  Committed commit(std::uint64_t number);

  // Forgets a stage. What cannot be removed is dropped at the next start.
  void drop(std::uint64_t number);

  Result<Generation> read(std::uint64_t number);

  // Makes the marks durable.
  Result<void> mark_published(const PublishedMarks& marks);

  // Makes durable that the guarded changes up to `number` stand for good.
  Result<void> mark_settled(std::uint64_t number);

  // Removes generations beyond the history, but none that a door has yet to publish, as far as
  // maximum_unpublished permits. Gives what could not be removed, a sentence each.
  std::vector<std::string> trim(const PublishedMarks& marks);

 private:
  Files& files_;
  unsigned accounts_;
  std::size_t history_;
};

}  // namespace lineman::agent

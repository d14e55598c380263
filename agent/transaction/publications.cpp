#include "agent/transaction/publications.hpp"

namespace lineman::agent {

Publications::Publications(Store& store, Disk& disk, Clock& clock, Report report)
    : store_(store), disk_(disk), clock_(clock), report_(std::move(report)) {}

Publications::~Publications() {
  if (due_ > 0) tidy();
}

void Publications::add(std::string name, Publisher& publisher) {
  doors_.push_back({std::move(name), &publisher});
}

Store::Result<void> Publications::start(const Store::Opened& opened) {
  bool replays = false;
  for (const auto& door : doors_) {
    const auto mark = opened.marks.find(door.name);
    const bool is_new = mark == opened.marks.end() && !opened.marks_lost;
    const auto published = mark != opened.marks.end() ? mark->second : 0;
    marks_[door.name] = is_new ? opened.current.number : published;
    if (is_new || published == opened.current.number) continue;
    replay(door, published, opened);
    replays = true;
  }
  if (marks_.empty() && opened.marks.empty()) return {};
  // Also where they say so already: after a sync that failed, what can be read may not be on the
  // disk, and a door whose mark is lost with the power would be taken for a new one.
  auto marked = store_.mark_published(marks_);
  // What was published just now is marked after what the doors have had the disk write for it.
  for (auto& [name, number] : marks_) number = opened.current.number;
  if (marked && replays) {
    ++due_;
    tidy_later();
  }
  return marked;
}

void Publications::replay(const Door& door, std::uint64_t published, const Store::Opened& opened) {
  for (const auto& summary : opened.history) {
    if (summary.generation <= published) continue;
    if (summary.generation == opened.current.number) {
      door.publisher->publish(opened.current);
    } else if (const auto generation = store_.read(summary.generation)) {
      door.publisher->publish(*generation);
    } else {
      report_(generation.error().sentence);
    }
  }
}

void Publications::publish(const Generation& generation) {
  for (const auto& door : doors_) {
    door.publisher->publish(generation);
    marks_[door.name] = generation.number;
  }
  ++due_;
  tidy_later();
}

void Publications::tidy_later() {
  if (tidying_) return;
  if (due_ >= most_due) {
    tidy();
  } else {
    later_ = clock_.after(quiet, [this] { tidy(); });
  }
}

void Publications::tidy() {
  later_.reset();
  tidying_ = true;
  due_ = 0;
  auto failures = std::make_shared<std::vector<std::string>>();
  disk_.run(
      [&store = store_, marks = marks_, failures] {
        if (!marks.empty()) {
          if (const auto marked = store.mark_published(marks); !marked) {
            failures->push_back(marked.error().sentence);
          }
        }
        for (auto& sentence : store.trim(marks)) failures->push_back(std::move(sentence));
      },
      [this, alive = std::weak_ptr(alive_), failures] {
        if (alive.expired()) return;
        tidying_ = false;
        for (const auto& sentence : *failures) report_(sentence);
        if (due_ > 0) tidy_later();
      });
}

}  // namespace lineman::agent

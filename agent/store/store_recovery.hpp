// What a start does before anything else: find the current generation and make it durable once
// more.
#pragma once

#include "agent/store/store.hpp"
#include "agent/store/store_names.hpp"

namespace lineman::agent {

// The steps of Store::open, in their order. Used once.
class Recovery {
 public:
  Recovery(Store& store, Files& files, unsigned accounts);

  Store::Result<Store::Opened> run(const datamodel::Values& factory, std::int64_t now);

 private:
  Store::Result<void> look();
  void drop_stages();
  void forget_oldest_set_aside();
  Store::Result<void> find_current();
  Store::Result<bool> take(std::uint64_t number);  // whether it is the current one
  void set_aside(std::uint64_t number, const std::string& why);
  void make_factory_generation(const datamodel::Values& factory, std::int64_t now);
  Store::Result<void> make_durable();
  void read_history();
  Store::Result<void> read_marks();
  Store::Result<void> forget_settled_guard();
  void report(std::string sentence) { opened_.reports.push_back(std::move(sentence)); }

  Store& store_;
  Files& files_;
  unsigned accounts_;
  GenerationNames names_;
  Store::Opened opened_;
};

// The one name in the file of the settled guards.
inline const std::string settled_mark = "guard";

// "generations/42: No space left on device"
StoreError error_at(std::string_view name, const std::error_code& code);

}  // namespace lineman::agent

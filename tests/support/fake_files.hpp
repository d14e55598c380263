// A disk that forgets what was not synced.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agent/files/files.hpp"

namespace lineman::test {

// What the end of the agent leaves of what was not synced.
enum class Loss : std::uint8_t {
  none,  // the process was killed and the kernel lives: all is still there, and still not durable
  kept,  // the power went, and everything had reached the disk
  dropped,  // nothing of it had
  halved,   // the names had, and half of the contents
  random,   // each name and each content by itself: dropped, halved or kept
};

// Keeps for each file what a reader sees and what the disk holds. A sync that fails leaves the
// content readable and lets later syncs succeed without writing it, as Linux does; the same holds
// for the names in a folder.
class FakeFiles final : public agent::Files {
 public:
  // Operations so far. Listing and reading count too: they can fail.
  std::uint64_t operations() const { return operations_; }

  // After operation `number` (counted from 1) nothing is done any more, until lose().
  void crash_after(std::uint64_t number) { crash_after_ = number; }
  void crash_never() { crash_after_.reset(); }
  bool has_crashed() const { return crashed_; }

  // What operation `number` of the kind named fails with; asked for each operation.
  using Fault =
      std::function<std::optional<std::errc>(std::uint64_t number, std::string_view operation)>;
  void set_fault(Fault fault) { fault_ = std::move(fault); }

  // The end of the machine or of the process. `coin` gives random numbers, for Loss::random.
  void lose(Loss loss, const std::function<std::uint64_t()>& coin = {});

  // What would be there after the worst power loss.
  std::optional<std::string> durable(std::string_view name) const;

  // Puts a file there, durably, as if it had always been.
  void put(const std::string& name, const std::string& content);
  std::optional<std::string> get(std::string_view name) const;
  std::vector<std::string> names() const;

  Result<std::vector<std::string>> list(std::string_view folder) override;
  Result<std::string> read(std::string_view name) override;
  Result<void> make_folder(std::string_view folder) override;
  Result<void> write(std::string_view name, std::string_view content) override;
  Result<void> append(std::string_view name, std::string_view content) override;
  Result<void> sync(std::string_view name) override;
  Result<void> rename(std::string_view from, std::string_view to) override;
  Result<void> sync_folder(std::string_view folder) override;
  Result<void> remove(std::string_view name) override;

 private:
  struct File {
    std::string content;
    std::string durable;
    bool clean = false;  // nothing waits to be written, rightly or not
    bool folder = false;
  };
  using Names = std::map<std::string, std::shared_ptr<File>, std::less<>>;

  // A change of names in one folder, all or nothing.
  struct Entry {
    std::uint64_t number;
    std::vector<std::pair<std::string, std::shared_ptr<File>>> names;  // null: the name goes
    bool clean = false;
  };

  std::optional<std::errc> begin(std::string_view operation);
  void end();
  Result<void> done();
  void change(std::vector<std::pair<std::string, std::shared_ptr<File>>> names);
  void make_durable(const Entry& entry);

  Names names_;
  Names durable_names_;
  std::map<std::string, std::uint64_t> durable_since_;  // number of the entry that made it so
  std::vector<Entry> entries_;
  std::uint64_t entry_number_ = 0;
  std::uint64_t operations_ = 0;
  std::optional<std::uint64_t> crash_after_;
  bool crashed_ = false;
  Fault fault_;
};

}  // namespace lineman::test

// A file of the state directory that a door keeps for itself, beside the generations.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "agent/files/disk.hpp"
#include "agent/files/durable_file.hpp"

namespace lineman::agent {

// One thread: the agent's loop. What it is given outlives it.
class StateFile {
 public:
  // `folder` in the state directory, made by load(); `name` in it.
  StateFile(Files& files, Disk& disk, std::string folder, std::string name);

  // At the agent's start: blocks. Nothing where there is no file yet.
  tl::expected<std::optional<std::string>, FileError> load();

  // Has the disk worker replace the content; `done` comes from the loop, with the sentence why it
  // is not durable, or an empty one. Contents become durable in the order of the calls.
  void store(std::string content, std::function<void(const std::string& why_not)> done);

 private:
  Files& files_;
  Disk& disk_;
  std::string folder_;
  std::string name_;
};

}  // namespace lineman::agent

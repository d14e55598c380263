// A control socket that answers as it was told, for one connection after the other.
#pragma once

#include <boost/json/object.hpp>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace lineman::ctl {

// Its folder is private, and gone with it. `answers` are frames without their last NUL, one for
// each call (several with a NUL between them where it is a stream); after the last one, and instead
// of an empty one, the connection is closed.
class FakeAgent {
 public:
  explicit FakeAgent(std::vector<std::string> answers);
  ~FakeAgent();

  std::string runtime_dir() const { return folder_; }
  // What was called, in order. Ends the agent.
  const std::vector<boost::json::object>& calls();

 private:
  void serve();
  void answer_one(const std::string& answer);

  std::filesystem::path folder_;
  std::vector<std::string> answers_;
  std::vector<boost::json::object> calls_;
  int listener_ = -1;
  std::thread thread_;
};

}  // namespace lineman::ctl

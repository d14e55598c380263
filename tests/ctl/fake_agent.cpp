#include "tests/ctl/fake_agent.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <stdexcept>

namespace lineman::ctl {

FakeAgent::FakeAgent(std::vector<std::string> answers) : answers_{std::move(answers)} {
  auto pattern = (std::filesystem::temp_directory_path() / "lineman-XXXXXX").string();
  folder_ = mkdtemp(pattern.data());
  listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  const auto path = (folder_ / "control").string();
  std::ranges::copy(path, address.sun_path);
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener_, 8) != 0) {
    throw std::runtime_error{"cannot listen at " + path};
  }
  thread_ = std::thread{[this] { serve(); }};
}

FakeAgent::~FakeAgent() {
  calls();
  close(listener_);
  std::filesystem::remove_all(folder_);
}

const std::vector<boost::json::object>& FakeAgent::calls() {
  shutdown(listener_, SHUT_RDWR);
  if (thread_.joinable()) thread_.join();
  return calls_;
}

void FakeAgent::serve() {
  for (const auto& answer : answers_) answer_one(answer);
}

void FakeAgent::answer_one(const std::string& answer) {
  const int end = accept(listener_, nullptr, nullptr);
  if (end < 0) return;
  std::string frame;
  for (char octet = 0; read(end, &octet, 1) == 1 && octet != '\0';) frame += octet;
  if (!frame.empty()) calls_.push_back(boost::json::parse(frame).as_object());
  if (!answer.empty()) (void)send(end, answer.c_str(), answer.size() + 1, MSG_NOSIGNAL);
  close(end);
}

}  // namespace lineman::ctl

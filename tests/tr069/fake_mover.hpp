// A mover that a test ends when it likes.
#pragma once

#include <utility>
#include <vector>

#include "tr069/transfers/transfer.hpp"

namespace lineman::test {

class FakeMover : public cwmp::FileMover {
 public:
  std::optional<cwmp::Fault> objection(const cwmp::FileRequest& /*request*/) const override {
    return objects;
  }
  std::uint64_t generation() const override { return current; }
  bool stands(const cwmp::FileRequest& /*request*/, std::uint64_t before) const override {
    return committed > before;
  }
  void begin(const cwmp::FileRequest& request,
             std::function<void(const cwmp::TransferOutcome&)> done) override {
    begun.push_back(request);
    done_ = std::move(done);
  }

  bool is_moving() const { return done_ != nullptr; }
  void end(const cwmp::TransferOutcome& outcome) { std::exchange(done_, nullptr)(outcome); }

  std::optional<cwmp::Fault> objects;
  std::uint64_t current = 41;
  std::uint64_t committed = 0;  // the generation that a file has made
  std::vector<cwmp::FileRequest> begun;

 private:
  std::function<void(const cwmp::TransferOutcome&)> done_;
};

}  // namespace lineman::test

// What changes a phone's configuration, without the doors: the engine on a real disk, and the SIP
// core as the process that it is.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "agent/core/sip_core_client.hpp"
#include "agent/files/disk_worker.hpp"
#include "agent/files/posix_files.hpp"
#include "agent/transaction/transaction_engine.hpp"
#include "daemon/asio_clock.hpp"
#include "tests/support/process.hpp"
#include "tests/support/scratch_folder.hpp"
#include "varlink/client.hpp"

namespace lineman::bench {

class Phone {
 public:
  // `core`: the program. `set`: how many values of each account are set from the start.
  Phone(const std::string& core, unsigned accounts, unsigned set);

  // How many values change() can take.
  std::size_t changeable() const { return changeable_.size(); }
  // Asks for so many other values and waits for the yes.
  void change(std::size_t values);
  // A question to the core that asks nothing of it, over a connection of its own, and its answer.
  void ask_core();

  // What the disk holds of the current generation.
  std::size_t size_of_generation();
  // A folder on the same disk.
  std::string folder() const { return folder_.path(); }

  // Processor time so far, of this process and of the core's.
  std::chrono::nanoseconds used() const;
  std::chrono::nanoseconds used_by_core() const;

 private:
  struct SilentPublisher : agent::Publisher {
    void publish(const agent::Generation& /*generation*/) override {}
  };

  agent::Store::Opened opened(unsigned set);

  unsigned accounts_;
  std::vector<datamodel::ParameterRef> changeable_;
  unsigned round_ = 0;
  test::ScratchFolder folder_;
  test::Process core_process_;
  boost::asio::io_context loop_;
  daemon::AsioClock clock_{loop_};
  std::unique_ptr<agent::PosixFiles> files_;
  agent::Store store_;
  agent::DiskWorker disk_{loop_};
  agent::SipCoreClient core_;
  varlink::Client questions_{loop_};
  SilentPublisher publisher_;
  agent::TransactionEngine engine_;
};

}  // namespace lineman::bench

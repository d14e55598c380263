// A daemon that begins anew once and then says what it finds: for restart_test.cpp.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "daemon/program.hpp"
#include "daemon/restart.hpp"

namespace {

// Above the one that looking takes.
int highest_descriptor() {
  int highest = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    const auto target = std::filesystem::read_symlink(entry.path()).string();
    if (target.starts_with("/dev/null")) highest = std::stoi(entry.path().filename());
  }
  return highest;
}

lineman::daemon::Running start(boost::asio::io_context& loop,
                               const lineman::daemon::Options& options,
                               const lineman::daemon::Settings& /*settings*/) {
  if (std::getenv("BEGUN") == nullptr) {
    ::setenv("BEGUN", std::to_string(::getpid()).c_str(), 1);
    ::dup2(::open("/dev/null", O_RDONLY), 50);
    boost::asio::post(loop, [&loop] { lineman::daemon::begin_anew(loop); });
  } else {
    std::printf("same process: %d\n", std::getenv("BEGUN") == std::to_string(::getpid()));
    std::printf("descriptor 50: %d\n", highest_descriptor() == 50);
    std::printf("runtime folder: %s\n", options.runtime_dir.c_str());
    std::fflush(stdout);
    boost::asio::post(loop, [&loop] { loop.stop(); });
  }
  return {std::make_shared<int>(0)};
}

}  // namespace

int main(int count, char** arguments) {
  return lineman::daemon::run(
      {.program = {.name = "restart-program", .summary = "Begins anew once"},
       .check = [](const auto&, const auto&) { return 0; },
       .start = start},
      count, arguments);
}

#include "agent/firmware_file.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <memory>

#include "agent/processes/command.hpp"

namespace lineman::agent {

FirmwareFile::FirmwareFile(boost::asio::io_context& loop, Files& files, Disk& disk, Place place,
                           std::vector<std::string> command)
    : loop_{loop},
      files_{files},
      disk_{disk},
      place_{std::move(place)},
      command_{std::move(command)} {
  (void)files_.remove(place_.name);  // it is gone, or there was none
}

void FirmwareFile::append(std::string octets, std::function<void(const std::string&)> done) {
  const auto why_not = std::make_shared<std::string>();
  disk_.run(
      [&files = files_, name = place_.name, octets = std::move(octets), why_not] {
        const auto kept = files.append(name, octets);
        if (!kept) *why_not = kept.error().message();
      },
      [why_not, done = std::move(done)] { done(*why_not); });
}

void FirmwareFile::install(std::function<void(const tl::expected<int, std::string>&)> done) {
  auto words = command_;
  words.push_back(std::filesystem::absolute(place_.directory / place_.name));
  auto problem = run_command(
      loop_, words, [done](int code) { done(code); }, longest_install);
  if (problem.empty()) return;
  boost::asio::post(loop_, [done = std::move(done), problem = std::move(problem)]() mutable {
    done(tl::unexpected("cwmp.firmware_command: " + std::move(problem)));
  });
}

void FirmwareFile::discard() {
  disk_.run([&files = files_, name = place_.name] { (void)files.remove(name); }, [] {});
}

}  // namespace lineman::agent

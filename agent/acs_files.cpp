#include "agent/acs_files.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "agent/processes/command_output.hpp"

namespace lineman::agent {
namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20U;

cwmp::TransferSettings transfer_settings(const daemon::Settings& settings,
                                         cwmp::HttpSettings http) {
  return {.http = std::move(http),
          .firmware_limit = settings.number("cwmp.firmware_limit") * mebibyte,
          .upload_secrets = settings.yes("cwmp.upload_secrets")};
}

using OnLog = std::function<void(const tl::expected<std::string, std::string>&)>;

void read_log(boost::asio::io_context& loop, const std::vector<std::string>& command,
              const OnLog& done) {
  const OutputLimits limits{.octets = longest_log, .longest = longest_log_command};
  auto problem = read_command(loop, command, limits, [done](const CommandOutput& output) {
    if (output.code == 0) return done(output.text);
    done(tl::unexpected("cwmp.log_command ended with code " + std::to_string(output.code)));
  });
  if (problem.empty()) return;
  boost::asio::post(loop, [done, problem = std::move(problem)]() mutable {
    done(tl::unexpected("cwmp.log_command: " + std::move(problem)));
  });
}

}  // namespace

AcsFiles::AcsFiles(const Surroundings& surroundings, const daemon::Settings& settings,
                   cwmp::HttpSettings http)
    : firmware_{surroundings.loop,
                surroundings.files,
                surroundings.disk,
                {.name = "cwmp/firmware", .directory = surroundings.state_dir},
                settings.words("cwmp.firmware_command")},
      mover_{{.loop = surroundings.loop,
              .configuration = surroundings.configuration,
              .clock = surroundings.clock,
              .firmware = firmware_,
              .read_log = [&loop = surroundings.loop, command = settings.words("cwmp.log_command")](
                              const OnLog& done) { read_log(loop, command, done); }},
             transfer_settings(settings, std::move(http))} {}

}  // namespace lineman::agent

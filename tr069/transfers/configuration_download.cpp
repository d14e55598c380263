#include "tr069/transfers/configuration_download.hpp"

#include <array>

#include "agent/interfaces/file_import.hpp"
#include "daemon/log.hpp"
#include "datamodel/phone_file.hpp"
#include "tr069/transport/acs_url.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::chrono::seconds longest_change{20};

// Whether the file is at fault, and not the moment.
bool is_about_the_file(const datamodel::PlacedProblem& problem) {
  using datamodel::ProblemCode;
  const auto code = problem.problem.code;
  return code != ProblemCode::busy && code != ProblemCode::core_away &&
         code != ProblemCode::store_failed;
}

std::optional<Fault> fault_of(const FileImport& import) {
  if (import.problems.empty()) return {};
  const bool refused = is_about_the_file(import.problems.front());
  return Fault{refused ? FaultCode::file_corrupted : FaultCode::download_failure,
               first_problem(import.problems),
               {}};
}

class ConfigurationDownload final : public Move,
                                    public FileSink,
                                    public std::enable_shared_from_this<ConfigurationDownload> {
 public:
  ConfigurationDownload(const MoveSurroundings& at, FileRequest request)
      : at_{at}, request_{std::move(request)}, name_{file_name_of(request_)} {}

  void start(OnEnd end) override {
    end_ = std::move(end);
    connection_ = connect(at_, request_);
    connection_->get(*this, {.limit = datamodel::maximum_phone_file, .size = request_.file_size},
                     [this](const std::optional<Fault>& fault) {
                       if (fault) return end_(fault);
                       apply();
                     });
  }

  // In memory: it is as large as a phone's file at most, and read as a whole.
  Take take(std::string_view octets) override {
    text_ += octets;
    return Take::taken;
  }

 private:
  void apply() {
    const std::array<datamodel::NamedFile, 1> file{{{name_, text_}}};
    import_phone_files(at_.configuration, file, datamodel::Overwrite::no, transaction(),
                       [weak = weak_from_this()](const FileImport& import) {
                         const auto self = weak.lock();
                         if (self) self->applied(import);
                       });
  }

  TransactionRequest transaction() const {
    return {
        .asker = asker_of(request_), .changes = {}, .deadline = at_.clock.now() + longest_change};
  }

  void applied(const FileImport& import) {
    if (import.files.skipped != 0) {
      log::info("lines of the ACS's file are passed over: they name nothing that the phone has",
                {{"LINEMAN_FILE", name_}, {"LINEMAN_LINES", std::to_string(import.files.skipped)}});
    }
    end_(fault_of(import));
  }

  const MoveSurroundings at_;
  const FileRequest request_;
  const std::string name_;
  std::string text_;
  OnEnd end_;
  std::unique_ptr<FileConnection> connection_;
};

}  // namespace

Asker asker_of(const FileRequest& request) {
  const auto origin = origin_of(request.url);
  return {Door::cwmp, file_name_of(request) + (origin ? " from " + origin->host : "")};
}

std::shared_ptr<Move> download_configuration(const MoveSurroundings& at, FileRequest request) {
  return std::make_shared<ConfigurationDownload>(at, std::move(request));
}

}  // namespace lineman::cwmp

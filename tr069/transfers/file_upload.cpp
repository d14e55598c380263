#include "tr069/transfers/file_upload.hpp"

#include "datamodel/phone_file_writer.hpp"
#include "tr069/transfers/transfer_faults.hpp"
#include "tr069/transport/acs_url.hpp"

namespace lineman::cwmp {
namespace {

class FileUpload final : public Move, public std::enable_shared_from_this<FileUpload> {
 public:
  FileUpload(const MoveSurroundings& at, FileRequest request, ReadLog read)
      : at_{at}, request_{std::move(request)}, read_{std::move(read)} {}

  void start(OnEnd end) override {
    end_ = std::move(end);
    read_([weak = weak_from_this()](const tl::expected<std::string, std::string>& text) {
      const auto self = weak.lock();
      if (self) self->send(text);
    });
  }

 private:
  void send(const tl::expected<std::string, std::string>& text) {
    if (!text) return end_(Fault{FaultCode::upload_failure, text.error(), {}});
    connection_ = connect(at_, request_);
    connection_->put(*text, [this](const std::optional<Fault>& fault) {
      end_(fault ? std::optional{fault_of_upload(*fault)} : std::nullopt);
    });
  }

  const MoveSurroundings at_;
  const FileRequest request_;
  const ReadLog read_;
  OnEnd end_;
  std::unique_ptr<FileConnection> connection_;
};

datamodel::Secrets secrets_towards(const FileRequest& request, const TransferSettings& settings) {
  const auto origin = origin_of(request.url);
  const bool written = settings.upload_secrets && origin && origin->scheme == "https";
  return written ? datamodel::Secrets::written : datamodel::Secrets::as_comments;
}

}  // namespace

std::shared_ptr<Move> upload_configuration(const MoveSurroundings& at, FileRequest request) {
  const auto secrets = secrets_towards(request, at.settings);
  return std::make_shared<FileUpload>(at, std::move(request), [at, secrets](const auto& done) {
    done(datamodel::print_phone_file(at.configuration.values(), at.configuration.accounts(),
                                     secrets));
  });
}

std::shared_ptr<Move> upload_log(const MoveSurroundings& at, const ReadLog& read,
                                 FileRequest request) {
  return std::make_shared<FileUpload>(at, std::move(request), read);
}

}  // namespace lineman::cwmp

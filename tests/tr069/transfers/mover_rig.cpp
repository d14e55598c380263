#include "tests/tr069/transfers/mover_rig.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace lineman::test {
namespace {

std::string text_of(const cwmp::Fault& fault) {
  return std::to_string(static_cast<unsigned>(fault.code)) + ' ' + fault.sentence;
}

}  // namespace

void FakeInstaller::append(std::string octets, std::function<void(const std::string&)> done) {
  ++appended;
  largest = std::max(largest, octets.size());
  boost::asio::post(loop_.context(), [this, octets = std::move(octets), done = std::move(done)] {
    if (why_not_kept.empty()) file += octets;
    done(why_not_kept);
  });
}

void FakeInstaller::install(std::function<void(const tl::expected<int, std::string>&)> done) {
  installed.push_back(file);
  boost::asio::post(loop_.context(), [this, done = std::move(done)] { done(said); });
}

void FakeInstaller::discard() {
  boost::asio::post(loop_.context(), [this] { file.clear(); });
}

MoverRig::MoverRig() {
  configure();
}

cwmp::FileRequest MoverRig::download(const std::string& url, cwmp::FileKind file) {
  return {.kind = cwmp::TransferKind::download, .file = file, .url = url};
}

cwmp::FileRequest MoverRig::upload(const std::string& url, cwmp::FileKind file) {
  return {.kind = cwmp::TransferKind::upload, .file = file, .url = url};
}

void MoverRig::configure() {
  mover_.emplace(
      cwmp::HttpFileMover::Surroundings{
          .loop = loop_.context(),
          .configuration = configuration_,
          .clock = clock_,
          .firmware = installer_,
          .read_log =
              [this](auto done) {
                boost::asio::post(loop_.context(), [this, done = std::move(done)] { done(log_); });
              }},
      settings_);
}

std::string MoverRig::move(const cwmp::FileRequest& request) {
  unsigned ends = 0;
  mover_->begin(request, [&](const cwmp::TransferOutcome& outcome) {
    outcome_ = outcome;
    ++ends;
  });
  if (ends != 0) return "ended from within begin()";
  if (!loop_.run_until([&] { return ends != 0; })) return "no end within a minute";
  loop_.run_ready();
  if (ends != 1) return "more than one end";
  if (!outcome_.fault) return "ok";
  return text_of({*outcome_.fault, outcome_.sentence, {}});
}

std::string MoverRig::objection(const cwmp::FileRequest& request) {
  const auto fault = mover_->objection(request);
  return fault ? text_of(*fault) : "none";
}

}  // namespace lineman::test

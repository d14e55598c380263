#include "ctl/doctor/x509_text.hpp"

#include <openssl/asn1.h>
#include <openssl/bio.h>

#include <ctime>
#include <memory>

#include "ctl/printers.hpp"

namespace lineman::ctl::doctor {
namespace {

std::int64_t seconds_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return 0;
  return timegm(&parts);
}

}  // namespace

std::string subject_of(const X509* certificate) {
  const std::unique_ptr<BIO, int (*)(BIO*)> memory{BIO_new(BIO_s_mem()), BIO_free};
  constexpr unsigned long form =
      XN_FLAG_ONELINE & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  X509_NAME_print_ex(memory.get(), X509_get_subject_name(certificate), 0, form);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return printable({text, static_cast<std::size_t>(size < 0 ? 0 : size)});
}

std::int64_t begin_of(const X509* certificate) {
  return seconds_of(X509_get0_notBefore(certificate));
}

std::int64_t end_of(const X509* certificate) {
  return seconds_of(X509_get0_notAfter(certificate));
}

}  // namespace lineman::ctl::doctor

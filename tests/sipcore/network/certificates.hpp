// Certificates for a test's registrars, made by the openssl command.
#pragma once

#include <string>

#include "tests/support/run.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::test {

struct CertificateFiles {
  std::string certificate{};
  std::string key{};
};

// Signs what a test needs, below a folder of its own.
class Authority {
 public:
  explicit Authority(const std::string& name = "authority") : name_(name) {
    openssl("req -x509 " + new_key + " -keyout " + file(name_ + ".key") + " -out " + certificate() +
            " -days 2 -subj '/CN=Test " + name_ +
            "' -addext keyUsage=critical,keyCertSign,cRLSign");
  }

  std::string certificate() const { return file(name_ + ".pem"); }

  // For `names` as X.509 says them ("DNS:sip.test,IP:127.0.0.1"); without any the common name alone
  // says `name`.
  CertificateFiles sign(const std::string& name, const std::string& names, bool expired = false) {
    const CertificateFiles made{.certificate = file(name + ".pem"), .key = file(name + ".key")};
    openssl("req -new " + new_key + " -keyout " + made.key + " -out " + file(name + ".csr") +
            " -subj '/CN=" + name + "'");
    const auto extension = names.empty() ? "basicConstraints=CA:FALSE" : "subjectAltName=" + names;
    folder_.write("index", "");
    folder_.write("ca.cnf",
                  "[ca]\ndefault_ca=here\n[here]\ndatabase=index\nserial=serial\nnew_certs_dir=.\n"
                  "default_md=sha256\npolicy=any\nx509_extensions=extensions\nunique_subject=no\n"
                  "[any]\ncommonName=supplied\n[extensions]\n" +
                      extension + "\n");
    openssl("ca -batch -notext -config ca.cnf -rand_serial -cert " + certificate() + " -keyfile " +
            file(name_ + ".key") + " -in " + file(name + ".csr") + " -out " + made.certificate +
            (expired ? " -startdate 20200101000000Z -enddate 20200102000000Z" : " -days 2"));
    return made;
  }

  // A hashed folder with this authority.
  std::string hashed_folder() {
    folder_.write("hashed/authority.pem", "");
    run("cp " + certificate() + " " + file("hashed/authority.pem"));
    openssl("rehash hashed");
    return file("hashed");
  }

 private:
  inline static const std::string new_key =
      "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";

  std::string file(const std::string& name) const { return folder_.path(name); }
  void openssl(const std::string& words) const {
    const auto ran = run("cd " + folder_.path() + " && openssl " + words);
    if (ran.status != 0) throw std::runtime_error(ran.output);
  }

  ScratchFolder folder_;
  std::string name_;
};

}  // namespace lineman::test

// libcurl's handles, owned.
#pragma once

#include <curl/curl.h>

#include <memory>

namespace lineman::cwmp {

template <auto clean_up>
struct CurlDeleter {
  template <typename Handle>
  void operator()(Handle* handle) const {
    clean_up(handle);
  }
};

using EasyHandle = std::unique_ptr<CURL, CurlDeleter<curl_easy_cleanup>>;
using ShareHandle = std::unique_ptr<CURLSH, CurlDeleter<curl_share_cleanup>>;
using MultiHandle = std::unique_ptr<CURLM, CurlDeleter<curl_multi_cleanup>>;
using UrlHandle = std::unique_ptr<CURLU, CurlDeleter<curl_url_cleanup>>;
using HeaderList = std::unique_ptr<curl_slist, CurlDeleter<curl_slist_free_all>>;

}  // namespace lineman::cwmp

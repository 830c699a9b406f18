using Microsoft.Extensions.Options;

namespace Footfall.Proxies;

internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options) => options.PathBase switch
    {
        "" => ValidateOptionsResult.Success,
        { } path when !HttpOptions.IsPathBase(path) =>
            ValidateOptionsResult.Fail($"Http:PathBase is {path}; it must be a path such as /footfall, with a leading slash and without a trailing one."),
        { } path when HttpOptions.IsOwn(path) =>
            ValidateOptionsResult.Fail($"Http:PathBase is {path}, which is the beginning of paths of this gateway; choose another path."),
        _ => ValidateOptionsResult.Success,
    };
}

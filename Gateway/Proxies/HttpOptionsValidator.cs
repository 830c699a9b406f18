using Microsoft.Extensions.Options;

namespace Footfall.Proxies;

internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options) => options.PathBase switch
    {
        "" => ValidateOptionsResult.Success,
        { } path when !HttpOptions.IsPathBase(path) =>
            ValidateOptionsResult.Fail($"Http:PathBase is {path}; write a path such as /footfall, with a slash before it and none behind."),
        { } path when HttpOptions.IsOwn(path) =>
            ValidateOptionsResult.Fail($"Http:PathBase is {path}, which is how paths of this gateway begin; choose another."),
        _ => ValidateOptionsResult.Success,
    };
}

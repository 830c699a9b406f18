using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>Reads <c>Authorization: Bearer …</c> (RFC 6750).</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessSnapshot snapshot)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    /// <summary>Reads the key from a request; null when there is none, or when it cannot be a key.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isShown">Whether the request has any credentials.</param>
    public static SecretKey? Read(HttpRequest request, out bool isShown)
    {
        string header = request.Headers.Authorization.ToString();
        isShown = header.Length > 0;
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && SecretKey.TryParse(header[Bearer.Length..].Trim(), out SecretKey? secret)
            ? secret
            : null;
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        SecretKey? secret = Read(Request, out bool isShown);
        if (!isShown)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(secret is not null && snapshot.TryUse(secret, out ReplicatedKey? key)
            ? AuthenticateResult.Success(new AuthenticationTicket(Caller.Of(key, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("The key is unknown, expired or revoked."));
    }
}

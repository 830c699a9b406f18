using Footfall.Proxies;
using Footfall.Queue;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Footfall.Access;

/// <summary>Registers a gateway's authentication and authorization: those of ASP.NET Core, with our keys.</summary>
internal static partial class AccessServices
{
    private const string Cookie = "footfall_session";

    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddAccessPolicies();
        services.AddDataProtection().SetApplicationName("footfall");

        // All gateways of an installation share the keys that protect cookies, so that a session is valid at each of them.
        services.AddOptions<KeyManagementOptions>()
            .Configure<IConnectionMultiplexer, QueueKeys>((protection, redis, keys) => protection.XmlRepository = new RedisXmlRepository(() => redis.GetDatabase(), keys.SessionKeys));
        services.AddSingleton<AccessReplica>();
        services.AddSingleton<AccessRefresher>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessRefresher>());
        services.AddSingleton<SiteAutoRegistration>();
        services.AddHostedService(provider => provider.GetRequiredService<SiteAutoRegistration>());
        services.AddHostedService<BootstrapKey>();
        services.AddHostedService<KeyUsageReporter>();
        services.AddSingleton<IngestAuthorizer>();
    }

    /// <summary>Registers the authorization policies and the snapshot that they use.</summary>
    public static void AddAccessPolicies(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddClientLocations();
        services.AddSingleton<AccessSnapshot>();
        services.AddSingleton<InFlightRequests>();
        services.AddSingleton<AccessPolicyHandler>();
        services.AddSingleton<IAuthorizationHandler>(provider => provider.GetRequiredService<AccessPolicyHandler>());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessResultHandler>();
        AddSchemes(services);
        services.AddAuthorization(authorization =>
        {
            authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
            foreach (AccessPolicy need in Enum.GetValues<AccessPolicy>())
            {
                // A key sent with events is checked by the ingest authorizer, which knows what it is for.
                string[] schemes = need == AccessPolicy.Send ? [] : [Caller.KeyScheme, Caller.SessionScheme];
                authorization.AddPolicy(need.ToString(), policy => policy.AddAuthenticationSchemes(schemes).AddRequirements(new AccessRequirement(need)));
            }
        });
    }

    /// <summary>Warns of an open gateway for which no proxy is listed: clients behind a proxy on its machine would count as local.</summary>
    public static void WarnOfUnlistedProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.Mode == AccessMode.Open
            && !app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Parts.Any())
        {
            LogOpenWithoutProxies(app.Logger);
        }
    }

    /// <summary>Browsers send cookies to all ports of a host, so parallel installations must not overwrite each other's.</summary>
    private static string CookieOf(QueueKeys keys) =>
        keys.ClusterId == QueueKeys.DefaultClusterId ? Cookie : $"{Cookie}_{Uri.EscapeDataString(keys.ClusterId)}";

    private static void AddSchemes(IServiceCollection services)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(Caller.KeyScheme, null)
            .AddCookie(Caller.SessionScheme);
        services.AddOptions<CookieAuthenticationOptions>(Caller.SessionScheme).Configure<AccessSnapshot, QueueKeys>((cookie, snapshot, keys) =>
        {
            cookie.Cookie.Name = CookieOf(keys);
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.IsEssential = true;
            cookie.ExpireTimeSpan = SessionLength;
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = validation =>
            {
                if (validation.Principal?.KeyId() is not { } key || snapshot.FindKey(key) is null)
                {
                    validation.RejectPrincipal();
                }

                return Task.CompletedTask;
            };
        });
    }

    [LoggerMessage(1062, LogLevel.Warning,
        "Access:Mode=Open: clients on this machine operate without a key, and no proxy is listed in ForwardedHeaders:KnownNetworks. Before a proxy on this machine passes "
        + "requests on to this gateway, list it there and configure it to send X-Forwarded-For; see docs/operations/proxies.md.")]
    private static partial void LogOpenWithoutProxies(ILogger logger);
}

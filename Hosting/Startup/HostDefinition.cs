using Microsoft.AspNetCore.Builder;

namespace Footfall.Startup;

/// <summary>A kind of host.</summary>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="Address">The address to listen on unless <c>ASPNETCORE_URLS</c>, <c>--urls</c> or Kestrel's settings give one.</param>
/// <param name="Configure">The registration of its services.</param>
/// <param name="Map">The mapping of its endpoints.</param>
public sealed record HostDefinition(string Assembly, string Address, Action<WebApplicationBuilder> Configure, Action<WebApplication> Map);

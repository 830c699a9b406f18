using Footfall;
using Footfall.Startup;

return await HostRunner.RunAsync(args, "http://localhost:3001", SiloHost.AddFootfall, SiloHost.Map);

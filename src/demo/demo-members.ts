/** Organisations of the demo. Those of the alliance are named in the article; that they take part here is made up. */

export interface DemoMember {
  readonly label: string;
  readonly name: { readonly zh: string; readonly en: string };
}

/** Seats of the alliance: the article speaks of 27 founding members. */
export const ALLIANCE_SEATS = 27;

export const ALLIANCE_MEMBERS: readonly DemoMember[] = [
  named("centre", "北京国际科技创新中心", "Beijing International Centre for Science and Technology Innovation"),
  named("bjtu", "北京交通大学", "Beijing Jiaotong University"),
  named("commission", "北京市科学技术委员会", "Beijing Municipal Science and Technology Commission"),
  named("ministry", "科学技术部", "Ministry of Science and Technology"),
  named("planning", "国家发展和改革委员会", "National Development and Reform Commission"),
  named("academy", "中国科学院", "Chinese Academy of Sciences"),
  named("physics", "中国科学院物理研究所", "Institute of Physics, Chinese Academy of Sciences"),
  named("bank", "中国建设银行", "China Construction Bank"),
  named("grid", "国家电网", "State Grid Corporation of China"),
  named("robots", "天智航", "TINAVI"),
  named("zhongguancun", "中关村科学城公司", "Zhongguancun Science City Company"),
  named("nest", "巢生北京创新旗舰实验室", "Nest.Bio Beijing flagship laboratory"),
  named("instruments", "中科艾科米（北京）科技有限公司", "Zhongke Aikemi (Beijing) Technology Co., Ltd."),
  named("foundation", "新曦基金会", "Xinxi Foundation"),
  named("fund", "北京颠覆性技术创新基金", "Beijing Disruptive Technology Innovation Fund"),
  named("park", "中关村东升国际科学园", "Zhongguancun Dongsheng International Science Park"),
  named("huairou", "怀柔综合性国家科学中心", "Huairou Comprehensive National Science Centre"),
];

/** The unit and the company that holds its shares; others join the ledger when they have something to do there. */
export const UNIT_MEMBERS: readonly DemoMember[] = [
  named("bjtu", "北京交通大学", "Beijing Jiaotong University"),
  named("holding", "北京交通大学资产公司", "Asset company of Beijing Jiaotong University"),
];

/** The company of the article, and one that exists only in the demo. */
export const COMPANIES = {
  rail: named("rail", "江苏北方轨道交通科技有限公司", "Jiangsu Beifang Rail Transit Technology Co., Ltd."),
  licensee: named("licensee", "示例轨道装备有限公司（演示）", "Example Rail Equipment Co., Ltd. (demo)"),
} as const;

function named(label: string, zh: string, en: string): DemoMember {
  return { label, name: { zh, en } };
}
